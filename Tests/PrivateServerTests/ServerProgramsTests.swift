import Testing

@testable import PrivateServer

@Suite("The installed PostgreSQL")
struct ServerProgramsTests {
  @Test(
    "is chosen by the version that made the data, else the newest is",
    arguments: [
      (nil, [17, 15, 14], .success(17)),
      (15, [17, 15], .success(15)),
      (16, [17, 15], .failure(.otherVersion(folder: "/f", made: 16, installed: [17, 15]))),
      (14, [15, 14], .failure(.otherVersion(folder: "/f", made: 14, installed: [15, 14]))),
      (nil, [14], .failure(.tooOld(installed: 14))),
      (nil, [], .failure(.notInstalled(searched: ["/usr/lib/postgresql/*/bin", "PATH"]))),
    ] as [(Int?, [Int], Result<Int, PrivateServerError>)]
  )
  func chosen(dataVersion: Int?, installed: [Int], expected: Result<Int, PrivateServerError>) {
    let programs = installed.map { ServerPrograms(folder: "/pg/\($0)", majorVersion: $0) }
    let chosen = Result { () throws(PrivateServerError) in
      try ServerPrograms.matching(dataVersion: dataVersion, folder: "/f", among: programs).majorVersion
    }
    #expect(chosen == expected)
  }

  @Test("is what a missing one is told to install")
  func messages() {
    let missing = PrivateServerError.notInstalled(searched: ["PATH"])
    #expect(missing.description.contains("'apt install postgresql'"))
    #expect(PrivateServerError.tooOld(installed: 14).description.hasPrefix("PostgreSQL 14 is installed, and 15"))
  }

  @Test(
    "says its version in several ways",
    arguments: [
      ("postgres (PostgreSQL) 15.18 (Debian 15.18-0+deb12u1)\n", 15), ("postgres (PostgreSQL) 18beta1\n", 18),
      ("postgres (PostgreSQL) 9.6.24\n", 9), ("postgres (EnterpriseDB) 15\n", nil), ("", nil),
    ] as [(String, Int?)]
  )
  func version(text: String, version: Int?) {
    #expect(ServerPrograms.majorVersion(saidAs: text) == version)
  }
}
