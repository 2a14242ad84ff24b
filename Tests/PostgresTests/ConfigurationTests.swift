import Postgres
import Testing

@Suite("Connection settings")
struct ConfigurationTests {
  @Test("A URL and keywords say the same")
  func forms() throws {
    let url = try ConnectionConfiguration("postgresql://ann:s3cret@h1:1,h2:2/db?target_session_attrs=read-write")
    let keywords = try ConnectionConfiguration(
      "host=h1,h2 port=1,2 user=ann password=s3cret dbname=db target_session_attrs=read-write"
    )
    #expect(url.description == keywords.description)
    #expect(url["host"] == "h1,h2")
    #expect(url["dbname"] == "db")
  }

  @Test("A password shows in no description, dump or setting")
  func secrets() throws {
    let configuration = try ConnectionConfiguration("postgresql://ann:s3cret@h/db")
    var dumped = ""
    dump(configuration, to: &dumped)
    #expect(!"\(configuration) \(String(reflecting: configuration)) \(dumped)".contains("s3cret"))
    #expect(configuration["password"] == nil)
  }

  @Test(
    "What cannot be read is refused without a word of it",
    arguments: [
      "host=h password=x s3cret", "postgresql://ann:s3cret@[::1/db",
      "postgresql://ann:a@s3cret@h/db", "postgresql://h/db?s3cret=1", "password='s3cret", "host=h\0s3cret",
    ]
  )
  func refused(text: String) throws {
    do {
      _ = try ConnectionConfiguration(text)
      Issue.record("\(text.debugDescription) was read")
    } catch {
      #expect(!"\(error)".contains("s3cret"))
      #expect("\(error)".hasPrefix("the connection settings are wrong: "))
    }
  }

  @Test("An unknown keyword and a bad time limit are named")
  func keywords() async {
    let unknown = await failure { try ConnectionConfiguration(keywords: ["hots": "a"]) }
    #expect(unknown == .configuration("there is no setting \"hots\""))
    let limit = await failure { try ConnectionConfiguration("host=a connect_timeout=soon") }
    #expect(limit == .configuration("connect_timeout is a number of seconds, not \"soon\""))
  }
}
