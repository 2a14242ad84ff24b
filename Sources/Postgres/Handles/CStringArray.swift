internal import Glibc

/// A null-terminated array of C strings, as libpq's keyword interfaces take them.
struct CStringArray: ~Copyable {
  private var pointers: [UnsafePointer<CChar>?]

  init(_ strings: [String]) {
    pointers = strings.map { UnsafePointer(strdup($0)) } + [nil]
  }

  deinit {
    for pointer in pointers { free(UnsafeMutablePointer(mutating: pointer)) }
  }

  func withPointers<T>(_ body: (UnsafePointer<UnsafePointer<CChar>?>?) -> T) -> T {
    pointers.withUnsafeBufferPointer { body($0.baseAddress) }
  }
}
