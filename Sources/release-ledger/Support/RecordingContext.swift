internal import Glibc
internal import ReleaseRecords

/// The CI run that the program is part of, as its environment declares it.
struct RecordingContext {
  /// What is kept with each record.
  let source: JSONObject?
  /// What tells this attempt of this run from any other; nil outside CI.
  let runIdentity: String?

  /// The CI provider found in the environment.
  static func detect() -> RecordingContext {
    for provider in Self.providers where variable(provider.marker) != nil {
      var source: JSONObject = ["provider": .string(provider.name)]
      for (name, variables) in provider.details {
        if let value = variables.lazy.compactMap(variable).first { source[name] = .string(value) }
      }
      if let url = provider.url() { source["run_url"] = .string(url) }
      let identity = provider.identity.compactMap(variable)
      return RecordingContext(
        source: source,
        runIdentity: identity.isEmpty ? nil : ([provider.name] + identity).joined(separator: ":")
      )
    }
    return RecordingContext(source: nil, runIdentity: nil)
  }

  private struct Provider {
    let name: String
    /// The variable that shows that it runs us.
    let marker: String
    /// What is kept, by the name it gets, and the variables that may hold it.
    let details: [(String, [String])]
    /// The variables that together name the attempt of the run.
    let identity: [String]
    var url: () -> String? = { nil }
  }

  private static func variable(_ name: String) -> String? {
    guard let value = getenv(name).map({ String(cString: $0) }), !value.isEmpty else { return nil }
    return value
  }

  private static var providers: [Provider] {
    [
      Provider(
        name: "github-actions",
        marker: "GITHUB_ACTIONS",
        details: [
          ("repository", ["GITHUB_REPOSITORY"]), ("run", ["GITHUB_RUN_ID"]), ("attempt", ["GITHUB_RUN_ATTEMPT"]),
          ("job", ["GITHUB_JOB"]), ("commit", ["GITHUB_SHA"]), ("ref", ["GITHUB_REF"]), ("actor", ["GITHUB_ACTOR"]),
        ],
        identity: ["GITHUB_REPOSITORY", "GITHUB_RUN_ID", "GITHUB_RUN_ATTEMPT", "GITHUB_JOB"],
        url: {
          guard let server = variable("GITHUB_SERVER_URL"), let repository = variable("GITHUB_REPOSITORY"),
            let run = variable("GITHUB_RUN_ID")
          else { return nil }
          return "\(server)/\(repository)/actions/runs/\(run)"
        }
      ),
      Provider(
        name: "gitlab-ci",
        marker: "GITLAB_CI",
        details: [
          ("repository", ["CI_PROJECT_PATH"]), ("run", ["CI_PIPELINE_ID"]), ("job", ["CI_JOB_ID"]),
          ("run_url", ["CI_JOB_URL", "CI_PIPELINE_URL"]), ("commit", ["CI_COMMIT_SHA"]),
          ("ref", ["CI_COMMIT_REF_NAME"]),
          ("actor", ["GITLAB_USER_LOGIN"]),
        ],
        identity: ["CI_PROJECT_PATH", "CI_PIPELINE_ID", "CI_JOB_ID"]
      ),
      Provider(
        name: "buildkite",
        marker: "BUILDKITE",
        details: [
          ("repository", ["BUILDKITE_REPO"]), ("run", ["BUILDKITE_BUILD_ID"]), ("job", ["BUILDKITE_JOB_ID"]),
          ("attempt", ["BUILDKITE_RETRY_COUNT"]), ("run_url", ["BUILDKITE_BUILD_URL"]),
          ("commit", ["BUILDKITE_COMMIT"]),
          ("ref", ["BUILDKITE_BRANCH"]), ("actor", ["BUILDKITE_BUILD_CREATOR"]),
        ],
        identity: ["BUILDKITE_BUILD_ID", "BUILDKITE_JOB_ID", "BUILDKITE_RETRY_COUNT"]
      ),
      Provider(
        name: "circleci",
        marker: "CIRCLECI",
        details: [
          ("repository", ["CIRCLE_PROJECT_REPONAME"]), ("run", ["CIRCLE_WORKFLOW_ID"]), ("job", ["CIRCLE_JOB"]),
          ("attempt", ["CIRCLE_BUILD_NUM"]), ("run_url", ["CIRCLE_BUILD_URL"]), ("commit", ["CIRCLE_SHA1"]),
          ("ref", ["CIRCLE_BRANCH", "CIRCLE_TAG"]), ("actor", ["CIRCLE_USERNAME"]),
        ],
        identity: ["CIRCLE_WORKFLOW_ID", "CIRCLE_BUILD_NUM"]
      ),
      Provider(
        name: "azure-pipelines",
        marker: "TF_BUILD",
        details: [
          ("repository", ["BUILD_REPOSITORY_NAME"]), ("run", ["BUILD_BUILDID"]), ("job", ["SYSTEM_JOBID"]),
          ("attempt", ["SYSTEM_JOBATTEMPT"]), ("commit", ["BUILD_SOURCEVERSION"]), ("ref", ["BUILD_SOURCEBRANCH"]),
          ("actor", ["BUILD_REQUESTEDFOR"]),
        ],
        identity: ["SYSTEM_TEAMPROJECTID", "BUILD_BUILDID", "SYSTEM_JOBID", "SYSTEM_JOBATTEMPT"]
      ),
      Provider(
        name: "bitbucket-pipelines",
        marker: "BITBUCKET_BUILD_NUMBER",
        details: [
          ("repository", ["BITBUCKET_REPO_FULL_NAME"]), ("run", ["BITBUCKET_BUILD_NUMBER"]),
          ("job", ["BITBUCKET_STEP_UUID"]), ("commit", ["BITBUCKET_COMMIT"]),
          ("ref", ["BITBUCKET_BRANCH", "BITBUCKET_TAG"]), ("actor", ["BITBUCKET_STEP_TRIGGERER_UUID"]),
        ],
        identity: ["BITBUCKET_REPO_FULL_NAME", "BITBUCKET_BUILD_NUMBER", "BITBUCKET_STEP_UUID"]
      ),
      Provider(
        name: "jenkins",
        marker: "JENKINS_URL",
        details: [
          ("job", ["JOB_NAME"]), ("run", ["BUILD_NUMBER"]), ("run_url", ["BUILD_URL"]), ("commit", ["GIT_COMMIT"]),
          ("ref", ["GIT_BRANCH"]),
        ],
        identity: ["JENKINS_URL", "JOB_NAME", "BUILD_NUMBER"]
      ),
    ]
  }
}
