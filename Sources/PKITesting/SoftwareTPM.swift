import Foundation

/// A software TPM 2.0 (swtpm), driven by tpm2-tools. Its commands go over a socket in its directory, which both Debian packages know without a port.
package final class SoftwareTPM {
    package static var isInstalled: Bool { ["swtpm", "tpm2_createek", "python3"].allSatisfy { hasTool($0) } }

    private let files: OpenSSLFiles
    private let program: RunningProgram

    package init() throws {
        files = try OpenSSLFiles()
        let socket = files.directory + "/tpm"
        try files.write("relay.py", Array(Self.relay.utf8))
        program = try RunningProgram([
            "swtpm", "socket", "--tpm2", "--tpmstate", "dir=\(files.directory)", "--server", "type=unixio,path=\(socket)", "--flags",
            "not-need-init,startup-clear",
        ])
    }

    deinit {
        program.kill()
        program.waitUntilExit()
    }

    /// Runs one of the tools, then empties the module's few places for keys.
    package func run(_ arguments: String...) throws { try run(arguments) }

    /// The same with the arguments in an array.
    package func run(_ arguments: [String]) throws {
        try tool(arguments)
        try tool(["tpm2_flushcontext", "-t"])
    }

    private func tool(_ arguments: [String]) throws {
        let station = "TPM2TOOLS_TCTI=cmd:python3 \(files.directory)/relay.py \(files.directory)/tpm"
        let result = try runTool([station] + arguments, directory: files.directory)
        guard result.status == 0 else { throw ContractError("\(arguments.joined(separator: " ")): \(result.errorText)") }
    }

    package func read(_ name: String) throws -> [UInt8] { try files.read(name) }
    package func write(_ name: String, _ bytes: [UInt8]) throws { try files.write(name, bytes) }

    /// Hands octets between a tool and the socket; waits until the module listens.
    private static let relay = """
        import os, select, socket, sys, time
        s = socket.socket(socket.AF_UNIX)
        for attempt in range(200):
            try:
                s.connect(sys.argv[1])
                break
            except OSError:
                time.sleep(0.05)
        while True:
            ready, _, _ = select.select([0, s], [], [])
            if 0 in ready:
                data = os.read(0, 65536)
                if not data: break
                s.sendall(data)
            if s in ready:
                data = s.recv(65536)
                if not data: break
                os.write(1, data)
        """
}
