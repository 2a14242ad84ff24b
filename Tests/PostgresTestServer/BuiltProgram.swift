internal import Glibc

/// A program of this package, built beside the tests.
package enum BuiltProgram {
  package static func path(_ name: String) -> String {
    guard let tests = realpath("/proc/self/exe", nil) else { return name }
    defer { free(tests) }
    return String(cString: dirname(tests)) + "/" + name
  }
}
