import Testing

@Suite("The commands of a page")
struct PageReaderTests {
  @Test("are found in transcripts, shell blocks and hidden lines, with the exit codes that are said")
  func found() throws {
    let page = """
      Words.
      <!-- run: prepare -->
      ```console
      $ first --flag \\
          --other
      output
      $ cat <<'E'
      > one
      > E
      $ refused
      no
      $ echo $?
      10
      ```
      ```yaml
      - run: nothing
      ```
      ```sh
      last \\
        --long
      ```
      """
    #expect(
      try PageReader(lines: page.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)).commands()
        == [
          ShownCommand(line: 2, script: "prepare"),
          ShownCommand(line: 4, script: "first --flag \\\n    --other"),
          ShownCommand(line: 7, script: "cat <<'E'\none\nE"),
          ShownCommand(line: 10, script: "refused", exitCode: 10),
          ShownCommand(line: 19, script: "last \\\n  --long"),
        ]
    )
  }

  @Test(
    "are refused where a reader could not tell what is meant",
    arguments: ["```\nx\n```", "```console\n$ x", "```console\n$ x\n$ echo $?\n```", "```sh\nx << E\n```"]
  )
  func refused(page: String) {
    #expect(throws: PageProblem.self) {
      try PageReader(lines: page.split(separator: "\n").map(String.init)).commands()
    }
  }
}
