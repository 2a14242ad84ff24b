/// Why a text is not YAML of the kind that is read here.
struct YAMLError: Error, Hashable {
  var mark: Mark
  var message: String
}
