import DeliveryMetrics
import Glibc
import LedgerStore
import Postgres
import ReleaseRecords

/// The sides of the benchmarks that need the library; `run` starts them and their peers.
@main
enum Main {
  static func main() async throws {
    let arguments = CommandLine.arguments
    switch arguments.count > 1 ? arguments[1] : "" {
    case "lines": Workload.writeLines(Int(arguments[2]) ?? 0)
    case "releases": Releases(Releases.input()).write(Int(arguments[2]) ?? 0, services: Int(arguments[3]) ?? 1)
    case "single": try await single(url: arguments[2], seconds: Double(arguments[3]) ?? 5)
    case "batched":
      try await batched(url: arguments[2], producers: Int(arguments[3]) ?? 64, seconds: Double(arguments[4]) ?? 5)
    case "metrics":
      try await metrics(url: arguments[2], service: arguments[3], from: arguments[4], until: arguments[5])
    case "measure": exit(measure(Array(arguments[2...])))
    default:
      print("usage: ledger-bench lines COUNT | releases COUNT SERVICES < WALK | measure COMMAND …")
      print("       ledger-bench single URL SECONDS | batched URL PRODUCERS SECONDS")
      print("       ledger-bench metrics URL SERVICE FROM UNTIL")
      exit(64)
    }
  }

  /// One record a call on one connection; prints the records a second.
  static func single(url: String, seconds: Double) async throws {
    let ledger = try await Ledger.open(try ConnectionConfiguration(url))
    let records = Workload.ready
    let start = ContinuousClock.now
    let run = UInt32.random(in: 0...UInt32.max)
    let count = try await ledger.onOwnThread {
      var count = 0
      while (ContinuousClock.now - start).seconds < seconds {
        var record = records[count % records.count]
        record.key = "single:\(run):\(count)"
        try await ledger.append(record)
        count += 1
      }
      return count
    }
    print(Double(count) / (ContinuousClock.now - start).seconds)
  }

  /// Many producers through the batcher; prints the records a second.
  static func batched(url: String, producers: Int, seconds: Double) async throws {
    let batcher = AppendBatcher(try await Ledger.open(try ConnectionConfiguration(url)))
    let records = Workload.ready
    let start = ContinuousClock.now
    let run = UInt32.random(in: 0...UInt32.max)
    let count = try await withThrowingTaskGroup(of: Int.self) { group in
      for producer in 0..<producers {
        group.addTask {
          var count = 0
          while (ContinuousClock.now - start).seconds < seconds {
            var record = records[count % records.count]
            record.key = "batched:\(run):\(producer):\(count)"
            _ = try await batcher.append(record)
            count += 1
          }
          return count
        }
      }
      return try await group.reduce(0, +)
    }
    print(Double(count) / (ContinuousClock.now - start).seconds)
  }

  /// Reports on one service over one connection; prints the milliseconds of the fastest.
  static func metrics(url: String, service: String, from: String, until: String) async throws {
    guard let from = Timestamp(from + "T00:00:00Z"), let until = Timestamp(until + "T00:00:00Z") else { exit(64) }
    let connection = try await PostgresConnection.connect(try ConnectionConfiguration(url))
    let size = try await connection.query("select size from metrics.noted").single(as: Int64.self)
    var query = MetricsQuery(size: size, period: MetricsPeriod(from: from, until: until))
    query.services = [service]
    let reader = MetricsReader(connection)
    var fastest = Duration.seconds(3600)
    for _ in 0..<20 {
      let start = ContinuousClock.now
      _ = try await reader.report(query)
      fastest = min(fastest, .now - start)
    }
    print(fastest.seconds * 1000)
  }

  /// Runs a command; prints its seconds and the most memory it had, in MiB, to standard error.
  static func measure(_ command: [String]) -> Int32 {
    let start = ContinuousClock.now
    var process: pid_t = 0
    var arguments: [UnsafeMutablePointer<CChar>?] = command.map { strdup($0) }
    arguments.append(nil)
    guard posix_spawnp(&process, command[0], nil, nil, &arguments, environ) == 0 else { return 127 }
    var status: Int32 = 0
    var usage = rusage()
    wait4(process, &status, 0, &usage)
    let line = "\((ContinuousClock.now - start).seconds) \(usage.ru_maxrss / 1024)\n"
    _ = line.withCString { write(STDERR_FILENO, $0, strlen($0)) }
    return status == 0 ? 0 : 1
  }
}

extension Duration {
  var seconds: Double {
    let (seconds, attoseconds) = components
    return Double(seconds) + Double(attoseconds) / 1e18
  }
}
