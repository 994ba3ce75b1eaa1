import Foundation
import PKITesting
import Testing

@Suite("The programs for shells and for man")
struct ShellTests {
    static let programs: [(name: String, path: String)] = [("chancery", Programs.chancery), ("certreq", Programs.certreq)]

    @Test("each program writes a completion script for each shell", arguments: programs, ["bash", "zsh", "fish"])
    func script(_ program: (name: String, path: String), _ shell: String) async throws {
        #expect(try await succeed([program.path, "completion", shell]).contains("_\(program.name)"))
    }

    @Test("the shells of this machine read the scripts", arguments: programs, ["bash", "zsh", "fish"].filter { hasTool($0) })
    func syntax(_ program: (name: String, path: String), _ shell: String) async throws {
        try await succeed([shell, "-n"], input: try await succeed([program.path, "completion", shell]))
    }

    @Test(
        "bash completes commands, subcommands, options and their values",
        arguments: [
            ("chancery", "chancery serv", "serve"), ("chancery", "chancery request li", "list"),
            ("chancery", "chancery doctor --dat", "--data"),
            ("certreq", "certreq retr", "retrieve"), ("certreq", "certreq submit --templ", "--template"),
            ("certreq", "certreq completion fi", "fish"), ("certreq", "certreq dump we", "web.cer"),
            ("certreq", "certreq submit we", "web.cer"), ("certreq", "certreq enroll User --trust we", "web.cer"),
            ("certreq", "certreq new --store we", "web-store"), ("certreq", "certreq enroll User --key-algorithm p5", "p521"),
            ("chancery", "chancery serve --config we", "web.cer"), ("chancery", "chancery doctor --data we", "web-store"),
            ("chancery", "chancery user add x --kind ma", "machine"), ("chancery", "chancery serve --log-level no", "notice"),
            ("chancery", "chancery serve --log-format j", "json"),
            ("chancery", "chancery certificate revoke 01 --reason key", "keyCompromise"),
            ("chancery", "chancery request list --disposition pe", "pending"),
        ]
    )
    func completes(_ name: String, _ line: String, _ expected: String) async throws {
        let program = try #require(Self.programs.first { $0.name == name }).path
        let script = try await succeed([program, "completion", "bash"])
        // Does what readline does: sets the words of the line, the last one under the cursor, and calls the function that the script named
        // for the program.
        let asked = """
            \(script)
            COMP_LINE='\(line)'; COMP_POINT=${#COMP_LINE}; read -ra COMP_WORDS <<< "$COMP_LINE"; COMP_CWORD=$((${#COMP_WORDS[@]} - 1))
            function=$(complete -p \(name) | sed -n 's/.*-F \\([^ ]*\\) .*/\\1/p')
            "$function" \(name) "${COMP_WORDS[COMP_CWORD]}" "${COMP_WORDS[COMP_CWORD - 1]}"
            printf '%s\\n' "${COMPREPLY[@]}"
            """
        try await withTemporaryDirectory { folder in
            try Data().write(to: URL(filePath: folder + "/web.cer"))
            try FileManager.default.createDirectory(atPath: folder + "/web-store", withIntermediateDirectories: false)
            let offered = try await succeed(["bash"], input: "cd '\(folder)'\n" + asked)
            #expect(offered.split(whereSeparator: \.isWhitespace).contains(Substring(expected)), "\(offered)")
        }
    }

    @Test("bash completes file names where a script offers nothing", arguments: programs)
    func leavesFiles(_ program: (name: String, path: String)) async throws {
        let script = try await succeed([program.path, "completion", "bash"])
        #expect(try await succeed(["bash"], input: "\(script)\ncomplete -p \(program.name)").contains("-o default"))
    }

    @Test(
        "an unknown command is refused with the nearest one, after help too",
        arguments: [
            ("chancery", "srve", "The nearest one is serve."), ("chancery", "help usr", "The nearest one is user."),
            ("chancery", "user ad", "The nearest one is add."), ("chancery", "help nosuch", "The commands are serve, "),
            ("certreq", "submti x.req", "The nearest one is submit."), ("certreq", "help enrol", "The nearest one is enroll."),
        ]
    )
    func unknownCommand(_ name: String, _ line: String, _ remedy: String) async throws {
        let program = try #require(Self.programs.first { $0.name == name }).path
        let refused = try await run([program] + line.split(separator: " ").map(String.init))
        #expect(refused.status == 2 && refused.text.isEmpty && refused.errorText.contains(remedy), "\(refused.errorText)")
    }

    @Test("--version prints the version of the greeting", arguments: programs)
    func version(_ program: (name: String, path: String)) async throws {
        #expect(try await succeed([program.path, "--version"]) == "0.1.0.0\n")
    }

    @Test("the manual pages give no roff warning and name every command", .enabled(if: hasTool("groff") && hasTool("python3")))
    func manuals() async throws {
        try await withTemporaryDirectory { folder in
            let script = Programs.packageRoot.appending(path: "scripts/generate-manuals").path
            let programs = URL(filePath: Programs.chancery).deletingLastPathComponent().path
            try await succeed([script, programs, folder])
            for (name, command) in [("chancery", "chancery revocation-list publish"), ("certreq", "certreq retrieve")] {
                let page = try await run(["groff", "-man", "-ww", "-Tutf8", "-P-cbou", "\(folder)/\(name).1"])
                #expect(page.status == 0 && page.errorText.isEmpty, "\(page.errorText)")
                #expect(page.text.contains(command), "\(name)")
            }
        }
    }
}
