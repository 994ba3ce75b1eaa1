import Foundation
import Store

/// What endangers a PostgreSQL database that several servers share, and its servers.
extension Doctor {
    /// - Throws: `StoreError` when the database cannot be used.
    func database(_ location: StoreLocation) async throws -> [Finding] {
        let durability = try await DatabaseDurability.read(location)
        return settings(durability) + passwordFile(location) + nodes(try await DatabaseCommand(location).nodes())
    }

    private func settings(_ database: DatabaseDurability) -> [Finding] {
        var findings: [Finding] = []
        func risk(_ what: String, _ remedy: String) {
            findings.append(Finding(severity: .risk, subject: "database", what: what, remedy: remedy))
        }
        if !database.fsync {
            risk("fsync is off: after a crash of its machine, the database may lack certificates that clients have.", "Set fsync = on.")
        }
        if !database.fullPageWrites {
            risk("full_page_writes is off: a crash of its machine may damage the database.", "Set full_page_writes = on.")
        }
        if !["on", "remote_apply", "remote_write"].contains(database.synchronousCommit) {
            risk(
                "synchronous_commit is \(database.synchronousCommit): a crash or a fail-over loses certificates that clients have.",
                "Set synchronous_commit = on."
            )
        }
        if database.synchronousStandbyNames.isEmpty {
            findings.append(
                Finding(
                    severity: .note,
                    subject: "database",
                    what:
                        "Its commits wait for no standby (synchronous_standby_names is empty): when its disk is lost, so is what was stored since the last backup.",
                    remedy: "Set up a standby and synchronous_standby_names, and start the servers with --require-synchronous-standby."
                )
            )
        }
        return findings
    }

    private func passwordFile(_ location: StoreLocation) -> [Finding] {
        guard let path = location.passwordFile,
            let mode = try? FileManager.default.attributesOfItem(atPath: path)[.posixPermissions] as? Int, mode & 0o077 != 0
        else { return [] }
        return [
            Finding(
                severity: .risk,
                subject: path,
                what: "Others can read the database's password.",
                remedy: "chmod 600 \(ShellText.word(path))"
            )
        ]
    }

    private func nodes(_ nodes: [StoredNode]) -> [Finding] {
        var findings: [Finding] = []
        let running = nodes.filter(\.isRunning)
        let versions = Set(running.map(\.version)).sorted()
        if versions.count > 1 {
            findings.append(
                Finding(
                    severity: .note,
                    subject: "nodes",
                    what: "They run different versions: \(versions.joined(separator: ", ")).",
                    remedy: "Complete the update: `chancery node list \(dataOption)` shows which node has which."
                )
            )
        }
        for node in nodes where !node.isRunning && node.silentSeconds > 86_400 {
            findings.append(
                Finding(
                    severity: .note,
                    subject: node.name,
                    what: "This node has not run for \(Int(node.silentSeconds / 86_400)) days.",
                    remedy: "Start it, or forget it: chancery node remove \(ShellText.word(node.name)) \(dataOption)"
                )
            )
        }
        return findings
    }
}
