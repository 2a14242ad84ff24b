internal import ChildProcess
internal import Glibc
internal import PrivateServer

/// A certificate of the test's own for `localhost` and 127.0.0.1, signed by itself.
func makeCertificate(in folder: String, forServerIn serverFolder: String) throws {
  guard mkdir(folder, 0o755) == 0 else { throw TestServerError.folder(String(cString: strerror(errno))) }
  let arguments = [
    "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes", "-days", "2",
    "-subj", "/CN=localhost", "-addext", "subjectAltName=DNS:localhost,IP:127.0.0.1",
    "-keyout", "\(folder)/server.key", "-out", "\(folder)/server.crt",
  ]
  let result = try Command("openssl", arguments, environment: Command.inherited(["PATH"])).run()
  guard result.succeeded else { throw TestServerError.tool(name: "openssl", reason: result.errorText) }
  chmod("\(folder)/server.crt", 0o644)
  chmod("\(folder)/server.key", 0o600)
  if geteuid() == 0 {
    try PrivateServer.giveToServer("\(folder)/server.key", ofFolder: serverFolder)
  }
}
