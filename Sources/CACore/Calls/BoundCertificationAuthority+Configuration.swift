package import CAInterface
import PKIDirectory
import PKIFormats
import PortableFoundation

/// The configuration as a tree. Source: "ICertAdmin2::GetConfigEntry", "ICertAdmin2::SetConfigEntry".
extension BoundCertificationAuthority {
    package func configuration(node: String?) async throws -> [ConfigurationEntry] {
        let wanted = try node.map(Self.node)
        return try await readingConfiguration { $0.entries(of: wanted) }
    }

    package func configurationEntry(node: String, entry: String) async throws -> ConfigurationValue {
        let definition = try Self.definition(entry, at: node)
        return try await readingConfiguration { $0.value(of: definition) }
    }

    package func setConfigurationEntry(node: String, entry: String, value: ConfigurationValue) async throws {
        _ = try await changingConfiguration(try Self.definition(entry, at: node)) { _, _ in value }
    }

    package func changeConfigurationEntry(node: String, entry: String, adding: [String], removing: [String]) async throws
        -> ConfigurationValue
    {
        try await changingConfiguration(try Self.definition(entry, at: node)) { definition, value in
            switch (definition.kind, value) {
            case (.flags, .number(let bits)):
                let added = try adding.reduce(0) { $0 | (try Self.bit($1, of: definition)) }
                let removed = try removing.reduce(0) { $0 | (try Self.bit($1, of: definition)) }
                return .number(bits & ~removed | added)
            case (.texts, .texts(let texts)):
                let kept = texts.filter { !removing.contains($0) }
                return .texts(kept + adding.filter { !kept.contains($0) })
            default:
                throw ConfigurationRules.refusal(definition, (adding + removing).joined(separator: " "), "it is neither flags nor a list")
            }
        }
    }

    private func readingConfiguration<Answer>(_ read: (ConfigurationTree) throws -> Answer) async throws -> Answer {
        try await service.mapped {
            let snapshot = try await service.snapshots.current()
            let standing = try await standing(in: snapshot)
            guard standing.seesAll else { throw refusal(standing, "read the configuration") }
            return try read(ConfigurationTree(authority: try authority(in: snapshot).stored))
        }
    }

    /// Replaces one value. Another change that comes between is read first, so it is not undone.
    private func changingConfiguration(
        _ definition: ConfigurationDefinition,
        _ change: (ConfigurationDefinition, ConfigurationValue) throws -> ConfigurationValue
    ) async throws -> ConfigurationValue {
        try await changingSettings(to: "change the configuration") { stored in
            let tree = ConfigurationTree(authority: stored)
            let former = tree.value(of: definition)
            let value = try change(definition, former)
            let settings = try tree.setting(definition, to: value)
            try checkFiles(named: value, former: former, definition)
            return settings
        }
        return try await readingConfiguration { $0.value(of: definition) }
    }

    /// A program or secret that is named from now on is there. What was named before is left alone, so that one lost file keeps nobody from changing the rest.
    private func checkFiles(named value: ConfigurationValue, former: ConfigurationValue, _ definition: ConfigurationDefinition) throws {
        guard let modules = service.modules else { return }
        switch (definition.name, value, former) {
        case ("ModuleCommand", .text(let file), _) where !file.isEmpty && value != former:
            if let fault = modules.faultOfProgram(file) { throw ConfigurationRules.refusal(definition, file, fault) }
        case ("Receivers", .texts(let lines), .texts(let known)):
            for line in lines where !known.contains(line) {
                // A line that names no receiver was refused before.
                guard let fault = (try? ExitReceiver(line: line))?.fault(in: modules) else { continue }
                throw ConfigurationRules.refusal(definition, line, fault)
            }
        default: break
        }
    }

    package func testExitReceiver(_ name: String) async throws -> ExitTest {
        try await service.mapped {
            let snapshot = try await service.snapshots.current()
            try require(.manageAuthority, of: try await standing(in: snapshot), to: "test an exit receiver")
            let known = try authority(in: snapshot)
            guard let receiver = known.receivers.first(where: { $0.name == name }) else {
                let names = known.receivers.map(\.name).joined(separator: ", ")
                throw CAError(
                    .notFound,
                    status: .fileNotFound,
                    "There is no exit receiver \(ControlText.visible(String(name.prefix(200))).quoted). "
                        + (names.isEmpty ? "Add one first." : "The receivers are: \(names).")
                )
            }
            guard let sender = service.exitSender else {
                throw CAError(.notImplemented, status: .notImplemented, "This program sends no exit events.")
            }
            let event = ExitDocument.test(of: known.stored, when: service.clock())
            let start = ContinuousClock.now
            var fault = ""
            do {
                try await sender.send(event, to: receiver)
            } catch {
                fault = ControlText.visible(String("\(error)".prefix(1_000)))
            }
            let elapsed = start.duration(to: .now).components
            let act = AuditEvent.exitReceiverTested(authority: number.rawValue, receiver: name, isTaken: fault.isEmpty)
            let record = AuditRecord(act, by: .caller(caller), when: service.clock())
            try await service.store.commit([.audited(record)], expecting: .nothing)
            return ExitTest(
                event: event.id.uuidString.lowercased(),
                isTaken: fault.isEmpty,
                fault: fault,
                milliseconds: Int(elapsed.seconds) * 1_000 + Int(elapsed.attoseconds / 1_000_000_000_000_000)
            )
        }
    }

    private static func node(_ path: String) throws(CAError) -> ConfigurationDefinition.Node {
        if let node = ConfigurationDefinition.Node(path: path) { return node }
        throw CAError(
            .notFound,
            status: .fileNotFound,
            "There is no configuration node \(ControlText.visible(String(path.prefix(200))).quoted). The nodes are CA, policy and exit."
        )
    }

    private static func definition(_ entry: String, at path: String) throws(CAError) -> ConfigurationDefinition {
        let node = try node(path)
        if let definition = ConfigurationDefinition.named(entry, in: node) { return definition }
        let shown = ControlText.visible(String(entry.prefix(200)))
        let near = Nearest.to(entry, among: ConfigurationDefinition.table.filter { $0.node == node }.map(\.name))
        throw CAError(
            .notFound,
            status: .fileNotFound,
            "The configuration node \(node.rawValue) has no entry \(shown.quoted)." + (near.map { " Did you mean \($0)?" } ?? "")
        )
    }

    private static func bit(_ name: String, of definition: ConfigurationDefinition) throws(CAError) -> UInt32 {
        let flags = ConfigurationFlagDefinition.of(definition.name)
        let wanted = name.lowercased()
        if let flag = flags.first(where: { wanted == $0.name.lowercased() || wanted.hasSuffix("_" + $0.name.lowercased()) }) {
            return flag.bit
        }
        let near = Nearest.to(name, among: flags.map(\.name))
        throw ConfigurationRules.refusal(definition, name, "there is no such flag" + (near.map { "; did you mean \($0)?" } ?? ""))
    }
}

extension ConfigurationValue {
    /// For the record.
    var shown: String {
        switch self {
        case .number(let number): "0x" + String(number, radix: 16)
        case .text(let text): text
        case .texts(let texts): texts.joined(separator: "\n")
        case .octets(let octets): Hex.encode(octets)
        }
    }
}
