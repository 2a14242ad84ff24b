import Postgres
import Testing

@Suite("SQL by interpolation")
struct SQLTests {
  @Test("A value becomes a parameter, whatever it holds")
  func values() {
    let name = "'; drop table release; --"
    let sql: SQL = "select * from release where name = \(name) and size > \(3)"
    #expect(sql.text == "select * from release where name = $1 and size > $2")
  }

  @Test("A fragment keeps its values, and they are numbered anew")
  func fragments() {
    let filter: SQL = "service = \("api") and size > \(3)"
    let sql: SQL = "select \(1) from release where \(filter) limit \(10)"
    #expect(sql.text == "select $1 from release where service = $2 and size > $3 limit $4")
  }

  @Test(
    "A name is quoted as one name",
    arguments: [
      ("plain", "\"plain\""), ("Mixed Case", "\"Mixed Case\""), ("a\"b", "\"a\"\"b\""),
      ("\"; drop table x; --", "\"\"\"; drop table x; --\""), ("nul\0tail", "\"nul\u{FFFD}tail\""),
    ]
  )
  func identifiers(name: String, quoted: String) {
    let sql: SQL = "select \(identifier: name)"
    #expect(sql.text == "select \(quoted)")
  }
}
