import Foundation
import SuperpositionCodes
import TestSupport
import Testing

@testable import SuperpositionDecoders

@Suite("A program of one's own decodes", .serialized)
final class CommandDecoderTests {
  /// The protocol in plain Python, with a line of mischief in place of `pass`; it finds single
  /// codewords: the last one that equals the code.
  private static func program(answer: String = "pass", greeting: String = "pass") -> String {
    """
    import os, struct, sys, time
    reader, writer = sys.stdin.buffer, sys.stdout.buffer
    def say(text, content=b""):
        writer.write(text.encode() + content)
        writer.flush()
    reader.readline()
    \(greeting)
    say("superpose-decoder 1 exact 2.1\\n")
    while True:
        line = reader.readline().decode().split()
        if not line: break
        fields = dict(word.split("=") for word in line[1:])
        content = reader.read(int(fields["bytes"]))
        if "path" in fields:
            content = open(fields["path"], "rb").read()
        if line[0] == "dictionary":
            count, d = int(fields["codewords"]), int(fields["dimension"])
            letter = {"int8": "b", "float32": "f"}[fields["entries"]]
            width = d * struct.calcsize(letter)
            rows = {struct.unpack(f"<{d}{letter}", content[i * width:(i + 1) * width]): i
                    for i in range(count)}
        else:
            n = int(fields["count"])
            letter = {"int32": "i", "float64": "d"}[fields["entries"]]
            values = struct.unpack(f"<{n * d}{letter}", content)
            members = [rows.get(values[i * d:(i + 1) * d], 0) for i in range(n)]
            sizes = [1] * n
            \(answer)
            content = struct.pack(f"<{n}I{len(members)}q", *sizes, *members)
            say(f"supports count={n} bytes={len(content)}\\n", content)
    """
  }

  private let folder: ScratchDirectory

  init() throws {
    folder = try ScratchDirectory()
    CommandDecoder.timeLimit = .seconds(60)
  }

  private func decoder(_ text: String, name: String = "decoder.py") throws -> CommandDecoder {
    try folder.write(Array(text.utf8), to: name)
    return try #require(CommandDecoder(command: "\(Python.path) '\(folder.file(name))'"))
  }

  private func signs(_ seed: UInt64 = 1) throws -> RademacherDictionary {
    try RademacherDictionary(seed: Seed(seed), codewordCount: 300, dimension: 45)
  }

  private func codewords(_ codebook: any Codebook, _ indices: [Int]) throws -> [ReceivedCode] {
    try indices.map { ReceivedCode(try codebook.encode(Signal(Support([$0])))) }
  }

  @Test("signs, real entries and noise arrive as they are, dictionary after dictionary")
  func roundTrip() throws {
    let decoder = try decoder(Self.program())
    let indices = [0, 7, 299, 41]
    for seed in [1, 2, 1] as [UInt64] {
      let signs = try signs(seed)
      let codes = try codewords(signs, indices)
      let prepared = try decoder.prepared(for: signs, model: SignalModel(sparsity: 1))
      for _ in 0..<2 {
        #expect(try prepared.decode(codes).map(\.support.indices) == indices.map { [$0] })
      }
      let noisy = codes.map { ReceivedCode($0.realCoordinates, noisePower: 0.5) }
      #expect(
        try decoder.decode(noisy, sparsity: 1, codebook: signs).map(\.support.indices)
          == indices.map { [$0] })
    }
    let dense = try DenseCodebook(
      ensemble: .gaussian, seed: Seed(3), codewordCount: 300, dimension: 45)
    #expect(
      try decoder.decode(codewords(dense, indices), sparsity: 1, codebook: dense)
        .map(\.support.indices) == indices.map { [$0] })
    #expect(try decoder.identity()["decoder_name"] == "exact")
    #expect(try decoder.identity()["decoder_version"] == "2.1")
  }

  @Test("a large dictionary goes by way of a file, which goes away with it")
  func largeDictionary() throws {
    let decoder = try decoder(
      Self.program(answer: "members = [os.path.getsize(fields_of_dictionary) % 1000] * n")
        .replacingOccurrences(
          of: "content = open(fields[\"path\"], \"rb\").read()",
          with: "fields_of_dictionary = fields['path']; fields['codewords'] = 0"))
    let codebook = try RademacherDictionary(
      seed: Seed(1), codewordCount: 1 << 17, dimension: 513)
    let files = { () -> Set<String> in
      Set(
        try FileManager.default.contentsOfDirectory(atPath: NSTemporaryDirectory())
          .filter { $0.hasPrefix("superpose-dictionary-") })
    }
    let before = try files()
    let found = try decoder.decode(codewords(codebook, [5]), sparsity: 1, codebook: codebook)
    #expect(found[0].support.indices == [(1 << 17) * 513 % 1000])
    #expect(try files().subtracting(before).isEmpty)
  }

  @Test("the k best scores are the support, ties to the lower number")
  func scores() throws {
    let decoder = try decoder(
      Self.program(
        answer: """
          scores = [float(i in (9, 4, 200, 8)) for i in range(count)] * n
                  say(f"scores count={n} bytes={4 * len(scores)}\\n", struct.pack(f"<{len(scores)}f", *scores))
                  continue
          """))
    let signs = try signs()
    let found = try decoder.decode(codewords(signs, [1, 2]), sparsity: 3, codebook: signs)
    #expect(found.map(\.support.indices) == [[4, 8, 9], [4, 8, 9]])
  }

  @Test(
    "what a program does wrong is one error that says it",
    arguments: [
      ("members[1] = count", "answered codeword 300 for code 1, and there are 0 to 299"),
      ("members[0] = -1", "answered codeword -1 for code 0"),
      ("sizes[0] = 2; members.insert(0, members[0])", "answered a codeword twice for code 0"),
      ("sizes[0] = 9", "announced 11 members in all, and sent 24 bytes of them"),
      ("n = 2; del members[0], sizes[0]", "answered for 2 codes, and was asked for 3"),
      ("say('supports count=3 bytes=99999999999\\n')", "announced 99999999999 bytes"),
      ("say('scores count=3 bytes=4\\n')", "announced 4 bytes, where there can be 3600"),
      ("say('perhaps\\n')", "answered 'perhaps' and not 'supports count=3 bytes=…'"),
      ("say('error no idea\\n'); sys.exit(1)", "says: no idea"),
      ("sys.exit(3)", "ended with exit code 3 while it decoded"),
      ("os.kill(os.getpid(), 11)", "was ended by signal 11 while it decoded"),
      ("os.close(1); time.sleep(60)", "closed its input or output while it decoded"),
      ("say('supports count=3 bytes=36\\n', b'xy'); sys.exit(0)", "ended with exit code 0 within"),
      ("say('x' * 100000)", "wrote no line of at most 4096 bytes"),
      (
        "say(f'scores count=3 bytes=3600\\n', struct.pack('<900f', *[float('nan')] * 900))",
        "scored codeword 0 of code 0 with what is not a number"
      ),
    ])
  func mischief(answer: String, problem: String) throws {
    let decoder = try decoder(Self.program(answer: answer))
    let signs = try signs()
    let error = #expect(throws: CommandDecoderError.self) {
      try decoder.decode(self.codewords(signs, [1, 2, 3]), sparsity: 1, codebook: signs)
    }
    #expect(error?.kind == .misbehaved)
    #expect(error?.description.contains(problem) == true, "\(error?.description ?? "none")")
  }

  @Test("more than the answer is noticed before the next, and a flood while one speaks")
  func floods() throws {
    let signs = try signs()
    let chatty = try decoder(
      Self.program(answer: "say('', b''); threading = 1").replacingOccurrences(
        of: "say(f\"supports count={n} bytes={len(content)}\\n\", content)",
        with: "say(f\"supports count={n} bytes={len(content)}\\n\", content + b'and more\\n')"))
    let prepared = try chatty.prepared(for: signs, model: SignalModel(sparsity: 1))
    #expect(try prepared.decode(codewords(signs, [1])).map(\.support.indices) == [[1]])
    usleep(50_000)
    #expect(throws: CommandDecoderError.self) { try prepared.decode(codewords(signs, [1])) }

    let flood = try decoder(
      "print('superpose-decoder 1 a 1', flush=True)\nwhile True: print('x' * 1000)", name: "f.py")
    #expect(throws: CommandDecoderError.self) {
      try flood.decode(codewords(signs, [1]), sparsity: 1, codebook: signs)
    }
  }

  @Test("a program that hangs is ended, with what it started")
  func hang() throws {
    let decoder = try decoder(
      Self.program(
        answer: "import subprocess; subprocess.run(['sleep', '61.25'])"))
    let signs = try signs()
    let prepared = try decoder.prepared(for: signs, model: SignalModel(sparsity: 1))
    _ = try decoder.identity()
    CommandDecoder.timeLimit = .seconds(1)
    let start = ContinuousClock.now
    let error = #expect(throws: CommandDecoderError.self) {
      try prepared.decode(codewords(signs, [1]))
    }
    #expect(error?.description.contains("took longer than 1") == true)
    #expect(ContinuousClock.now - start < .seconds(30))
    // A process that was sent SIGKILL is gone only when the kernel next comes by.
    var remains = true
    for _ in 0..<500 where remains {
      let search = Process()
      search.executableURL = URL(fileURLWithPath: "/bin/sh")
      search.arguments = ["-c", "grep -qsz '^61.25$' /proc/[0-9]*/cmdline"]
      try search.run()
      search.waitUntilExit()
      remains = search.terminationStatus == 0
      if remains { usleep(20_000) }
    }
    #expect(!remains)
  }

  @Test("greetings, programs and files")
  func starting() throws {
    let other = try decoder(Self.program(greeting: "say('superpose-decoder 2 exact 1\\n')"))
    #expect(throws: CommandDecoderError.self) { try other.identity() }
    let missing = try #require(CommandDecoder(command: "no-such-program --at all"))
    let error = #expect(throws: CommandDecoderError.self) { try missing.identity() }
    #expect(error?.kind == .unavailable)

    let first = try decoder(Self.program(), name: "changing.py").identity()
    let same = try decoder(Self.program(), name: "other.py").identity()
    let second = try decoder(Self.program() + "\n#", name: "changing.py").identity()
    #expect(first["decoder_sha256"]?.split(separator: ",").last?.count == 64)
    #expect(first == same && first != second)
  }

  @Test("commands are split as a shell splits them")
  func words() {
    #expect(Command("a  b\tc")?.words == ["a", "b", "c"])
    #expect(Command(#"'a b' "c \"d\" \e" f\ g ''"#)?.words == ["a b", #"c "d" \e"#, "f g", ""])
    #expect(Command(#"a$HOME *"#)?.words == ["a$HOME", "*"])
    for wrong in ["", "  ", "'a", "\"a", "a\\", "''", "a\nb"] {
      #expect(Command(wrong) == nil, "\(wrong)")
    }
    #expect(throws: DecoderError.unreadableCommand("exec:'a")) {
      try DecoderCatalog.decoder(named: "exec:'a")
    }
  }

  @Test(
    "the NumPy example of orthogonal matching pursuit finds the supports of omp",
    .enabled(if: Python.has("numpy")))
  func example() throws {
    let path = "\(Python.experiments)/decoders/omp_numpy.py"
    let example = try #require(CommandDecoder(command: "\(Python.path) '\(path)'"))
    let own = OrthogonalMatchingPursuitDecoder()
    var successes = 0
    for seed in 1...4 as ClosedRange<UInt64> {
      let codebook = try RademacherDictionary(
        seed: Seed(seed), codewordCount: 512, dimension: 72)
      var generator = CounterBasedGenerator(Seed(10 + seed))
      let supports = (0..<250).map { _ in
        Support.random(sparsity: 8, codewordCount: 512, using: &generator)
      }
      let codes = supports.map { ReceivedCode(codebook.encode($0)) }
      let found = try example.decode(codes, sparsity: 8, codebook: codebook).map(\.support)
      #expect(found == (try own.decode(codes, sparsity: 8, codebook: codebook).map(\.support)))
      successes += zip(found, supports).count { $0 == $1 }
    }
    // Neither all nor none, so that the comparison says something.
    #expect(600...990 ~= successes, "\(successes)")
  }

  @Test(
    "the trained encoder of scikit-learn finds most supports",
    .enabled(if: Python.has("numpy, sklearn")))
  func encoder() throws {
    let path = "\(Python.experiments)/decoders/encoder_sklearn.py"
    let example = try #require(CommandDecoder(command: "\(Python.path) '\(path)'"))
    let codebook = try RademacherDictionary(seed: Seed(1), codewordCount: 64, dimension: 64)
    var generator = CounterBasedGenerator(Seed(2))
    let supports = (0..<40).map { _ in
      Support.random(sparsity: 2, codewordCount: 64, using: &generator)
    }
    let found = try example.decode(
      supports.map { ReceivedCode(codebook.encode($0)) }, sparsity: 2, codebook: codebook)
    #expect(zip(found, supports).count { $0.support == $1 } >= 36)
  }
}
