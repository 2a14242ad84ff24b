/// An environment that releases are deployed to.
public struct EnvironmentDefinition: Hashable, Sendable {
  public var title: String?
}
