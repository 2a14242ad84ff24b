/// An environment that releases are deployed to.
package struct EnvironmentDefinition: Hashable, Sendable {
  package var title: String?
}
