/// How far a transaction is kept apart from others that run at the same time.
public enum IsolationLevel: String, Sendable, CaseIterable {
  case readCommitted = "read committed"
  case repeatableRead = "repeatable read"
  case serializable = "serializable"
}
