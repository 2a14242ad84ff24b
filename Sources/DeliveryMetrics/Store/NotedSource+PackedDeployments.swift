internal import Postgres

extension NotedSource {
  /// Adds the records of deployments about a stretch of time, as far as they are packed.
  func addPacked(_ packed: PackedNotes, about stretch: Range<Int64>, to deployments: Deployments) async throws
    -> Deployments
  {
    let near = stretch.lowerBound - packed.closeness..<stretch.upperBound + packed.closeness
    return try await connection.copyRows(
      """
      copy (
        select sequences, service_ids, version_ids, deployment_ids, environment_ids, statuses, instants, incident_ids
        from metrics.deployment_block
        where first_sequence < \(scope.size)
          and first_at < \(near.upperBound) and last_at >= \(near.lowerBound)
      ) to stdout (format binary)
      """,
      into: deployments
    ) { deployments, row in
      var fields = row.fields
      let sequences: BlockColumn<Int64> = try fields.column()
      let count = sequences.count
      let services: BlockColumn<Int32> = try fields.column(of: count)
      let versions: BlockColumn<Int32> = try fields.column(of: count)
      let names: BlockColumn<Int32> = try fields.column(of: count)
      let environments: BlockColumn<Int32> = try fields.column(of: count)
      let statuses: BlockColumn<Int16> = try fields.column(of: count)
      let instants: BlockColumn<Int64> = try fields.column(of: count)
      let incidents: BlockColumn<Int32> = try fields.column(of: count)
      for note in 0..<count {
        let at = instants[note]
        guard environments[note] == scope.environment, near.contains(at),
          packed.counts(sequences[note], in: 0..<scope.size)
        else { continue }
        deployments.add(
          Deployments.Record(
            service: services[note],
            version: versions[note],
            deployment: names[note],
            outcome: EndedDeployment.Outcome(rawValue: Int8(truncatingIfNeeded: statuses[note])),
            at: at,
            incident: incidents.reference(note),
            sequence: sequences[note]
          )
        )
      }
    }
  }
}
