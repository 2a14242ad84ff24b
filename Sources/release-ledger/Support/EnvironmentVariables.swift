internal import Glibc

/// The environment variables that stand for options.
enum EnvironmentVariables {
  static let prefix = "RELEASE_LEDGER_"

  /// A variable's value; nil where it is not set. An empty one is an error: an unset variable of a script, most likely.
  static func value(_ name: String) throws -> String? {
    guard let value = getenv(name).map({ String(cString: $0) }) else { return nil }
    guard !value.isEmpty else {
      throw Failure("the environment variable \(name) is empty; unset it, or give it a value", code: .usage)
    }
    return value
  }

  /// The variable of an option: that of `--database-url` is `RELEASE_LEDGER_DATABASE_URL`.
  static func name(of option: String) -> String {
    prefix + option.uppercased().map { $0 == "-" ? "_" : $0 }
  }

  /// An option's value: what was given, else its variable's. An empty one is an error.
  static func value(of option: String, given: String?) throws -> String? {
    guard let given else { return try value(name(of: option)) }
    guard !given.isEmpty else {
      throw Failure("--\(option) is empty; leave it out, or give it a value", code: .usage)
    }
    return given
  }
}
