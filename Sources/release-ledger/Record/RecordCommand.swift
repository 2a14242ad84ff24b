internal import ArgumentParser
internal import ReleaseRecords

/// `release-ledger record`: one record by its kind, or a stream of them.
struct RecordCommand: AsyncParsableCommand {
  /// The commands of the kinds.
  static let kinds: [any ParsableCommand.Type] = [
    RecordKindCommand<ReleaseKind>.self, RecordKindCommand<ChangeKind>.self, RecordKindCommand<ArtifactKind>.self,
    RecordKindCommand<GateKind>.self, RecordKindCommand<ChecklistKind>.self, RecordKindCommand<ApprovalKind>.self,
    RecordKindCommand<DeploymentKind>.self, RecordKindCommand<RolloutKind>.self,
    RecordKindCommand<ObservationKind>.self, RecordKindCommand<RollbackKind>.self,
    RecordKindCommand<IncidentKind>.self, RecordKindCommand<PostmortemKind>.self,
    RecordKindCommand<RetrospectiveKind>.self, RecordKindCommand<CommunicationKind>.self,
    RecordKindCommand<FlagKind>.self, RecordKindCommand<WindowKind>.self, RecordKindCommand<WaiverKind>.self,
    RecordKindCommand<StatusKind>.self, RecordKindCommand<CorrectionKind>.self,
  ]

  static let configuration = CommandConfiguration(
    commandName: "record",
    abstract: "Record what happened: a gate's result, an approval, a deployment, an incident, …",
    discussion: """
      One record is given by its kind and fields, many as JSON lines from a file or standard input:

        release-ledger record gate --service checkout --version 1.4.0 \\
          --gate unit-tests --junit results.xml
        release-ledger record --file events.jsonl

      `record KIND --help` lists a kind's fields. The CI run that this is part of is recorded as the source.
      """,
    subcommands: kinds + [RecordStreamCommand.self],
    defaultSubcommand: RecordStreamCommand.self
  )
}

/// A record kind as a type, so that each has a command of its own.
protocol RecordKindProvider: SendableMetatype {
  static var kind: RecordKind { get }
}

enum ReleaseKind: RecordKindProvider { static let kind = RecordKind.release }
enum ChangeKind: RecordKindProvider { static let kind = RecordKind.change }
enum ArtifactKind: RecordKindProvider { static let kind = RecordKind.artifact }
enum GateKind: RecordKindProvider { static let kind = RecordKind.gate }
enum ChecklistKind: RecordKindProvider { static let kind = RecordKind.checklist }
enum ApprovalKind: RecordKindProvider { static let kind = RecordKind.approval }
enum DeploymentKind: RecordKindProvider { static let kind = RecordKind.deployment }
enum RolloutKind: RecordKindProvider { static let kind = RecordKind.rollout }
enum ObservationKind: RecordKindProvider { static let kind = RecordKind.observation }
enum RollbackKind: RecordKindProvider { static let kind = RecordKind.rollback }
enum IncidentKind: RecordKindProvider { static let kind = RecordKind.incident }
enum PostmortemKind: RecordKindProvider { static let kind = RecordKind.postmortem }
enum RetrospectiveKind: RecordKindProvider { static let kind = RecordKind.retrospective }
enum CommunicationKind: RecordKindProvider { static let kind = RecordKind.communication }
enum FlagKind: RecordKindProvider { static let kind = RecordKind.flag }
enum WindowKind: RecordKindProvider { static let kind = RecordKind.window }
enum WaiverKind: RecordKindProvider { static let kind = RecordKind.waiver }
enum StatusKind: RecordKindProvider { static let kind = RecordKind.status }
enum CorrectionKind: RecordKindProvider { static let kind = RecordKind.correction }
