import Foundation
import ReleaseRecords
import Testing

@testable import ReleasePolicy

@Suite("The rules of a time zone")
struct TimeZoneRulesTests {
  static let folder = "/usr/share/zoneinfo/"
  static let names = [
    "Europe/Berlin", "America/New_York", "Asia/Kolkata", "Australia/Lord_Howe", "America/Sao_Paulo",
    "Africa/Casablanca",
    "Pacific/Apia", "Europe/Dublin", "Asia/Tehran", "America/Nuuk", "Antarctica/Troll", "Etc/UTC", "Asia/Gaza",
  ]
  static var isPresent: Bool { FileManager.default.fileExists(atPath: folder + names[0]) }

  static func bytes(_ name: String) throws -> [UInt8] {
    try Array(#require(FileManager.default.contents(atPath: folder + name)))
  }

  @Test(
    "give the offsets that Foundation gives, from 1900 to 2037",
    .enabled(if: isPresent, "time zone data not present"),
    arguments: names
  )
  func offsets(name: String) throws {
    let rules = try #require(TimeZoneRules(tzif: Self.bytes(name)))
    let zone = try #require(TimeZone(identifier: name))
    var generator = SplitMix(seed: 7)
    for _ in 0..<2_000 {
      // Foundation does not extend the rules of every zone beyond 2037.
      let second = Int64.random(in: -2_208_988_800...2_145_916_800, using: &generator)
      let expected = zone.secondsFromGMT(for: Date(timeIntervalSince1970: TimeInterval(second)))
      let offset = rules.offset(at: Timestamp(microseconds: second * 1_000_000))
      #expect(offset == expected, "\(name) at \(second)")
    }
  }

  @Test(
    "go on after the last transition by the rule in the footer",
    arguments: [
      ("CET-1CEST,M3.5.0,M10.5.0/3", "2060-03-28T00:59:59Z", 3600),
      ("CET-1CEST,M3.5.0,M10.5.0/3", "2060-03-28T01:00:00Z", 7200),
      ("CET-1CEST,M3.5.0,M10.5.0/3", "2060-10-31T00:59:59Z", 7200),
      ("CET-1CEST,M3.5.0,M10.5.0/3", "2060-10-31T01:00:00Z", 3600),
      ("EST5EDT,M3.2.0,M11.1.0", "2060-03-14T07:00:00Z", -14_400),
      ("<+1030>-10:30<+11>-11,M10.1.0,M4.1.0", "2060-01-01T00:00:00Z", 39_600),
      ("<+1030>-10:30<+11>-11,M10.1.0,M4.1.0", "2060-07-01T00:00:00Z", 37_800),
      ("IST-1GMT0,M10.5.0,M3.5.0/1", "2060-01-01T00:00:00Z", 0),
      ("<-02>2<-01>,M3.5.0/-1,M10.5.0/0", "2060-07-01T00:00:00Z", -3600),
      ("XXX3EDT4,0/0,J365/23", "2060-07-01T00:00:00Z", -14_400),
      ("UTC0", "2060-07-01T00:00:00Z", 0),
    ] as [(String, String, Int)]
  )
  func footer(rule: String, at: String, offset: Int) throws {
    let instant = try #require(Timestamp(at))
    #expect(try #require(PosixTimeZone(rule)).offset(at: instant.microseconds / 1_000_000) == offset)
  }

  @Test(
    "are refused where they are no rules",
    arguments: ["", "CET", "CET-1CEST", "C-1", "CET-1CEST,M13.1.0,M1.1.0", "CET-999", "CET-1CEST,M3.5.0,M10.5.0/3x"]
  )
  func refusedFooter(rule: String) { #expect(PosixTimeZone(rule) == nil) }

  @Test("are refused where the file is cut short or is none", .enabled(if: isPresent, "time zone data not present"))
  func truncated() throws {
    let bytes = try Self.bytes("Europe/Berlin")
    for length in 0..<bytes.count { #expect(TimeZoneRules(tzif: Array(bytes[..<length])) == nil) }
    var generator = SplitMix(seed: 3)
    for _ in 0..<2_000 {
      var broken = bytes
      broken[Int.random(in: 0..<broken.count, using: &generator)] = UInt8.random(in: 0...255, using: &generator)
      _ = TimeZoneRules(tzif: broken)?.offset(at: Scenario.epoch)
    }
  }
}
