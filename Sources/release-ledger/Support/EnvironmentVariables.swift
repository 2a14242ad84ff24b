internal import Glibc

/// The environment variables that stand for options.
enum EnvironmentVariables {
  static let prefix = "RELEASE_LEDGER_"

  /// Refuses arguments and variables of ours that are not UTF-8: read on, they would be recorded as something else.
  static func requireText() throws {
    for (position, argument) in UnsafeBufferPointer(start: CommandLine.unsafeArgv, count: Int(CommandLine.argc))
      .enumerated()
    {
      guard let argument, String(validatingCString: argument) == nil else { continue }
      throw Failure("argument \(position) is not UTF-8: \(String(cString: argument))", code: .usage)
    }
    var variable = environ
    while let text = variable.pointee {
      if strncmp(text, prefix, prefix.utf8.count) == 0, String(validatingCString: text) == nil {
        throw Failure("an environment variable is not UTF-8: \(String(cString: text))", code: .usage)
      }
      variable = variable.successor()
    }
  }

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

  /// The names of options whose variables are set.
  static func options() -> [String] {
    var names: [String] = []
    var variable = environ
    while let text = variable.pointee {
      defer { variable = variable.successor() }
      guard strncmp(text, prefix, prefix.utf8.count) == 0, let end = strchr(text, Int32(UInt8(ascii: "="))) else {
        continue
      }
      let name = UnsafeRawBufferPointer(start: text, count: end - text).dropFirst(prefix.utf8.count)
      names.append(String(decoding: name, as: UTF8.self).lowercased().replacing("_", with: "-"))
    }
    return names
  }

  /// An option's value: what was given, else its variable's. An empty one is an error.
  static func value(of option: String, given: String?) throws -> String? {
    guard let given else { return try value(name(of: option)) }
    guard !given.isEmpty else {
      throw Failure("--\(option) is empty; leave it out, or give it a value", code: .usage)
    }
    return given
  }

  /// The value of an option that has to be given, here or by its variable.
  static func required(_ option: String, given: String?) throws -> String {
    guard let value = try value(of: option, given: given) else {
      throw Failure("--\(option) is missing, and \(name(of: option)) is not set", code: .usage)
    }
    return value
  }
}
