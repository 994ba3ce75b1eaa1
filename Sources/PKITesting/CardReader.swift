import Foundation

/// A PC/SC reader without hardware: pcscd with the driver of vsmartcard, in namespaces of their own, and a software card in it.
///
/// The driver's port is fixed and pcscd's socket lies in a fixed folder, so both get a network and a `/run` that nobody else sees. Only the
/// socket's folder is also a folder outside: programs reach the reader with ``environment``, from anywhere.
///
///     let reader = try CardReader()
///     try reader.insert(state: reader.directory + "/card.json")
///     let answer = try reader.run("opensc-tool", "--atr")
///
/// Everything ends with the value; should this process be killed, its end of a pipe closes and ends them too.
package final class CardReader {
    /// Whether the programs are installed and this user may make namespaces.
    package static let isPossible: Bool = {
        guard ["unshare", "ip", "opensc-tool"].allSatisfy({ hasTool($0) }), FileManager.default.isExecutableFile(atPath: daemon),
            FileManager.default.fileExists(atPath: "/etc/reader.conf.d/vpcd")
        else { return false }
        let trial = try? runTool(namespaces + ["sh", "-c", "ip link set lo up && mount -t tmpfs none /run"])
        return trial?.status == 0
    }()

    /// The reason to give where tests are left out.
    package static let missing = "pcscd, vsmartcard-vpcd, opensc or iproute2 is not installed, or this user may make no namespaces"

    private static let daemon = "/usr/sbin/pcscd"

    private static var namespaces: [String] {
        let user = geteuid() == 0 ? [] : ["--user", "--map-root-user"]
        return ["unshare"] + user + ["--mount", "--net", "--pid", "--fork", "--kill-child"]
    }

    private let files: OpenSSLFiles
    private let program: RunningProgram
    private var insertions = 0

    /// A folder for files of the test; removed with the reader.
    package var directory: String { files.directory }

    /// What a program needs in its environment to see this reader.
    package var environment: [String: String] { ["PCSCLITE_CSOCK_NAME": files.directory + "/run/pcscd.comm"] }

    /// Starts pcscd and waits until it listens.
    package init() throws {
        files = try OpenSSLFiles()
        try FileManager.default.createDirectory(atPath: files.directory + "/run", withIntermediateDirectories: false)
        try files.write("station", Array(Self.station.utf8))
        program = try RunningProgram(Self.namespaces + ["sh", files.directory + "/station", files.directory, Self.card])
        try expect("listening")
    }

    deinit {
        program.closeInput()
        // The kernel kills what runs in the namespace.
        program.kill()
        program.waitUntilExit()
    }

    /// Puts a card into the reader and waits until programs see it. It is the program `software-card` of this build.
    /// - Parameters:
    ///   - state: the file that has the card, or gets a new one.
    ///   - arguments: of the program, such as `--pull-after`, `7`; without white space in any of them.
    package func insert(state: String, _ arguments: [String] = []) throws {
        try order(["insert", "--state", state] + arguments)
        try expect("inserted")
        insertions += 1
        try waitUntil(sees: "Yes")
    }

    /// Pulls the card out and waits until programs see that it is gone.
    package func pull() throws {
        try order(["pull"])
        try expect("gone")
        try waitUntil(sees: nil)
    }

    /// Waits for the card that ``insert(state:_:)`` was told to let go, after that happened.
    package func waitForPull() throws {
        try expect("pulled")
        try waitUntil(sees: nil)
    }

    /// Runs a program that sees the reader, in the folder ``directory``.
    package func run(_ arguments: String..., input: [UInt8]? = nil) throws -> ToolResult { try run(arguments, input: input) }

    /// The same with the arguments in an array. Settings of the environment, such as `NAME=value`, may come first.
    package func run(_ arguments: [String], input: [UInt8]? = nil) throws -> ToolResult {
        try runTool(environment.map { "\($0.key)=\($0.value)" } + arguments, input: input, directory: files.directory)
    }

    /// Reads a file of the folder.
    package func read(_ name: String) throws -> [UInt8] { try files.read(name) }
    /// Writes a file of the folder.
    package func write(_ name: String, _ bytes: [UInt8]) throws { try files.write(name, bytes) }

    private func order(_ words: [String]) throws {
        try program.write(words.joined(separator: " ") + "\n")
    }

    private func expect(_ line: String) throws {
        guard let found = program.nextLine() else { throw ContractError("the card reader ended before it said '\(line)'") }
        guard found == line else { throw ContractError("the card reader said '\(found)' in place of '\(line)'") }
    }

    /// The daemon looks for cards several times a second, so the list is asked for until it agrees.
    ///
    /// The list says that a card is gone as soon as a program could not reset it. A card that is inserted before the daemon itself has looked gets no
    /// power, for ever; so the removal must be in the daemon's log too.
    private func waitUntil(sees word: String?) throws {
        for _ in 0..<2_000 {
            let list = try run("opensc-tool", "--list-readers").text
            guard list.contains("Virtual PCD"), word.map(list.contains) ?? !list.contains("Yes") else { continue }
            if word != nil { return }
            let log = String(decoding: try read("pcscd.log"), as: UTF8.self)
            if log.components(separatedBy: "Card Removed From").count > insertions { return }
        }
        throw ContractError("pcscd did not notice the card")
    }

    /// `software-card` of this build, beside the test bundle.
    private static var card: String {
        var folder = URL(fileURLWithPath: CommandLine.arguments[0]).resolvingSymlinksInPath().deletingLastPathComponent()
        while folder.path != "/", !FileManager.default.isExecutableFile(atPath: folder.path + "/software-card") {
            folder = folder.deletingLastPathComponent()
        }
        return folder.path + "/software-card"
    }

    /// Runs inside the namespaces: $1 is the folder, $2 the card's program. It takes orders line by line, and its end ends everything.
    private static let station = """
        set -eu
        ip link set lo up
        mount -t tmpfs none /run
        mkdir /run/pcscd
        mount --bind "$1/run" /run/pcscd
        \(daemon) --foreground --info > "$1/pcscd.log" 2>&1 < /dev/null &
        daemon=$!
        while ! [ -S "$1/run/pcscd.comm" ]; do
            kill -0 $daemon
            sleep 0.02
        done
        echo listening
        while read -r order rest; do
            case $order in
                # Word splitting is wanted: one argument per word.
                insert) "$2" $rest 2> "$1/card.log" < /dev/null & card=$! ;;
                pull)
                    kill $card
                    { wait $card || true; } 2> /dev/null
                    echo gone ;;
            esac
        done
        """
}
