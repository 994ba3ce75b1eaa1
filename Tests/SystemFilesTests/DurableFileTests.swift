import PortableFoundation
import SystemFiles
import Testing

@Suite("Durable files")
final class DurableFileTests {
    private let folder: String

    init() throws {
        folder = FileManager.default.temporaryDirectory.path() + "/durable-\(UUID().uuidString)"
        try DurableFile.makeDirectories(folder)
    }

    deinit { try? FileManager.default.removeItem(atPath: folder) }

    private func mode(_ path: String) throws -> mode_t {
        var status = stat()
        try #require(stat(path, &status) == 0)
        return status.st_mode & 0o777
    }

    @Test("a written file has the content and the mode, and nothing else is left")
    func written() throws {
        try DurableFile.write([1, 2, 3], to: folder + "/a", mode: 0o640)
        try DurableFile.write([4], to: folder + "/a", mode: 0o604)
        #expect(try SystemCalls.contents(of: folder + "/a") == [4])
        #expect(try mode(folder + "/a") == 0o604)
        #expect(try SystemCalls.names(in: folder) == ["a"])
    }

    @Test("a name that begins with a combining mark is a name like any other")
    func combiningMark() throws {
        let name = "\u{301}f"
        try DurableFile.write([1], to: folder + "/" + name, mode: 0o600)
        #expect(try SystemCalls.contents(of: folder + "/" + name) == [1])
        #expect(try SystemCalls.names(in: folder) == [name])
    }

    @Test("a file that is there is kept when that is asked for")
    func kept() throws {
        #expect(try DurableFile.write([1], to: folder + "/key", mode: 0o600, ifPresent: .keep))
        #expect(try !DurableFile.write([2], to: folder + "/key", mode: 0o600, ifPresent: .keep))
        #expect(try SystemCalls.contents(of: folder + "/key") == [1])
        #expect(try SystemCalls.names(in: folder) == ["key"])
    }

    @Test("a link at the name is replaced, and what it leads to stays as it was")
    func link() throws {
        try DurableFile.write([1], to: folder + "/far", mode: 0o600)
        try FileManager.default.createSymbolicLink(atPath: folder + "/near", withDestinationPath: folder + "/far")
        try DurableFile.write([2], to: folder + "/near", mode: 0o600)
        #expect(try SystemCalls.contents(of: folder + "/far") == [1])
        #expect(try SystemCalls.contents(of: folder + "/near") == [2])
    }

    @Test("a failure names the file and the reason, and leaves nothing")
    func failure() throws {
        try DurableFile.makeDirectories(folder + "/a/b")
        let error = #expect(throws: FileError.self) { try DurableFile.write([1], to: folder + "/a", mode: 0o600) }
        #expect(error == .call("write", folder + "/a", code: EISDIR))
        #expect(try SystemCalls.names(in: folder) == ["a"])
        let missing = #expect(throws: FileError.self) { try DurableFile.write([1], to: folder + "/c/d", mode: 0o600) }
        #expect(missing?.description == "cannot create \(folder)/c/d: No such file or directory")
    }

    @Test("a probe leaves nothing and fails where a file cannot be made")
    func probe() throws {
        try DurableFile.probe(folder + "/a")
        #expect(try SystemCalls.names(in: folder) == [])
        #expect(throws: FileError.call("create", folder + "/b/c", code: ENOENT)) { try DurableFile.probe(folder + "/b/c") }
    }

    @Test("what a killed process left is swept away, and nothing else")
    func sweep() throws {
        for name in [".a.1-2.new", "a.new", ".a"] { try DurableFile.write([1], to: folder + "/" + name, mode: 0o600) }
        try DurableFile.sweep(folder)
        #expect(try SystemCalls.names(in: folder).sorted() == [".a", "a.new"])
    }

    @Test("a descriptor does not pass to a program that is started")
    func closedOnExecution() throws {
        let descriptor = try SystemCalls.open(folder + "/a", O_WRONLY | O_CREAT)
        defer { SystemCalls.close(descriptor) }
        #expect(fcntl(descriptor, F_GETFD) & FD_CLOEXEC == FD_CLOEXEC)
    }

    @Test("a file larger than the limit is refused before it is read to its end")
    func limit() throws {
        try DurableFile.write([UInt8](repeating: 0, count: 10), to: folder + "/a", mode: 0o600)
        #expect(try SystemCalls.contents(of: folder + "/a", atMost: 10)?.count == 10)
        #expect(throws: FileError.tooLarge(folder + "/a", limit: 9)) { try SystemCalls.contents(of: folder + "/a", atMost: 9) }
        #expect(try SystemCalls.contents(of: folder + "/b") == nil)
        #expect(throws: FileError.tooLarge("/dev/zero", limit: 70_000)) { try SystemCalls.contents(of: "/dev/zero", atMost: 70_000) }
    }
}
