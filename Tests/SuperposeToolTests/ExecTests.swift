import Foundation
import Testing

@Suite("Programs of one's own as decoders")
struct ExecTests {
  /// A decoder that finds single codewords among few, in plain Python.
  private static func program(version: String = "1", answer: String = "pass") -> String {
    """
    import struct, sys
    reader, writer = sys.stdin.buffer, sys.stdout.buffer
    reader.readline()
    writer.write(b"superpose-decoder 1 nearest-python \(version)\\n")
    writer.flush()
    while True:
        line = reader.readline().decode().split()
        if not line: break
        fields = dict(word.split("=") for word in line[1:])
        content = reader.read(int(fields["bytes"]))
        if line[0] == "dictionary":
            d = int(fields["dimension"])
            rows = [struct.unpack(f"<{d}b", content[i:i + d]) for i in range(0, len(content), d)]
            continue
        n = int(fields["count"])
        values = struct.unpack(f"<{n * d}d", content)
        members = []
        for i in range(n):
            code = values[i * d:(i + 1) * d]
            products = [sum(a * b for a, b in zip(row, code)) for row in rows]
            members.append(products.index(max(products)))
        \(answer)
        content = struct.pack(f"<{n}I{n}q", *[1] * n, *members)
        writer.write(b"supports count=%d bytes=%d\\n" % (n, len(content)) + content)
        writer.flush()
    """
  }

  private static let experiment = """
    blocks:
      - kind: success
        decoder: [nearest, "exec:python3 'my \\"own\\".py' --list a,b"]
        codewords: 32
        sparsity: 1
        dimension: [6, 12]
        noise: 1
        trials: 160
        estimator: simulate
    """

  private let folder: TemporaryFolder

  init() throws {
    folder = try TemporaryFolder()
    try folder.write(Self.program(), to: "my \"own\".py")
    try folder.write(Self.experiment, to: "mine.yml")
  }

  private func tool(_ arguments: String) throws -> Tool.Outcome {
    try Tool.run(arguments, directory: folder.path)
  }

  @Test("the same codes, numbers and rows as with a decoder of the suite, whatever the workers")
  func sameRows() throws {
    let alone = try Tool.run(
      [
        "success", "--decoder", "nearest", "--decoder", "exec:python3 'my \"own\".py'", "-N", "32",
        "-k", "1", "-d", "6,12", "--noise", "1", "--trials", "160", "--estimator", "simulate",
        "--jobs", "2", "--format", "csv",
      ], directory: folder.path)
    #expect(alone.exitCode == 0, "\(alone.standardError)")
    let ends = alone.rows.dropFirst().map {
      $0.drop { $0 != "," }.split(separator: "r", maxSplits: 1).last
    }
    #expect(ends.count == 4 && ends[0] == ends[2] && ends[1] == ends[3])
    #expect(
      alone.rows[3].hasPrefix(
        #""exec:python3 'my ""own"".py'",rademacher,32,1,6,1,simulate,160,0."#))

    let run = try tool("run mine.yml --allow-exec --jobs 1")
    #expect(run.exitCode == 0, "\(run.standardError)")
    let rows = try folder.read("results/mine.csv").split(separator: "\n").filter {
      !$0.hasPrefix("#")
    }
    #expect(rows.count == 5 && rows[1] == alone.rows[1])
    #expect(try tool("replay results/mine.csv --row 4 --allow-exec").exitCode == 0)
    #expect(try tool("verify results --allow-exec").exitCode == 0)
    #expect(try tool("run mine.yml --allow-exec --shard 1/2").exitCode == 0)
    #expect(try tool("run mine.yml --allow-exec --shard 2/2").exitCode == 0)
    let merged = try tool(
      "merge results/mine.shard-2-of-2.csv results/mine.shard-1-of-2.csv --allow-exec --format csv")
    #expect(merged.exitCode == 0 && merged.rows == rows.map(String.init))
  }

  @Test("files and results that name commands run nothing unless it is allowed")
  func permission() throws {
    let refused = try tool("run mine.yml")
    #expect(refused.exitCode == 65)
    #expect(refused.firstError.hasPrefix("superpose: mine.yml:3: blocks[0].decoder: 'exec:python3"))
    #expect(refused.firstError.contains("--allow-exec"))
    #expect(try tool("run mine.yml --allow-exec").exitCode == 0)
    for command in ["replay results/mine.csv --row 1", "verify results", "merge results/mine.csv"] {
      let outcome = try tool(command)
      #expect(
        outcome.exitCode == 65 && outcome.standardError.contains("--allow-exec"), "\(command)")
    }
    #expect(try tool("plot mine --experiments .").exitCode != 70)
  }

  @Test("what another version of a program found is not gone on with")
  func versions() throws {
    #expect(try tool("run mine.yml --allow-exec").exitCode == 0)
    let first = try folder.read("results/mine.csv")
    try folder.write(Self.program(version: "2", answer: "members = [0] * n"), to: "my \"own\".py")
    #expect(try tool("run mine.yml --allow-exec").exitCode == 0)
    let second = try folder.read("results/mine.csv")
    let rows = [first, second].map { $0.split(separator: "\n").filter { !$0.hasPrefix("#") } }
    #expect(second.contains(": decoder_name=nearest-python decoder_sha256="))
    #expect(rows[0][1...2] == rows[1][1...2] && rows[0][3...4] != rows[1][3...4])
  }

  @Test(
    "what goes wrong is one line and the right exit code",
    arguments: [
      ("members = [99] * n", "", "answered codeword 99 for code 0, and there are 0 to 31", 65),
      ("sys.exit(4)", "", "ended with exit code 4 while it decoded", 65),
      (
        "import time; time.sleep(60)", " --exec-time-limit 1s",
        "took longer than 1.0 seconds while it decoded (--exec-time-limit)", 65
      ),
    ])
  func mischief(answer: String, flags: String, problem: String, code: Int32) throws {
    try folder.write(Self.program(answer: answer), to: "my \"own\".py")
    let outcome = try tool("run mine.yml --allow-exec --progress none" + flags)
    #expect(outcome.exitCode == code)
    #expect(outcome.firstError.hasSuffix(problem), "\(outcome.standardError)")
    #expect(outcome.standardError.split(separator: "\n").count == 1)
  }

  @Test("a command that is none, or in a list with others")
  func usage() throws {
    func fails(_ decoder: String) throws -> Tool.Outcome {
      try Tool.run(["success", "--decoder", decoder, "-N", "16", "-k", "1", "-d", "9"])
    }
    let missing = try fails("exec:no-such-program")
    #expect(missing.exitCode == 69)
    #expect(missing.firstError.contains("'exec:no-such-program' cannot be started: No such file"))
    let list = try fails("mp,exec:true")
    #expect(
      list.exitCode == 64 && list.firstError.contains("--decoder: 'exec:true' stands by itself"))
    #expect(try fails("exec:").exitCode == 64)
    #expect(try fails("exec").exitCode == 64)
  }
}
