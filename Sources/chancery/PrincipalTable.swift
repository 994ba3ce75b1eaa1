import CertCli
import WireProtocols

/// Accounts in the form that the commands print.
struct PrincipalTable {
    let text: String

    init(_ principals: [PrincipalBody]) {
        var table = TerminalTable(headings: ["NAME", "KIND", "MAIL", "UPN", "DNS", "ENABLED"])
        table.rows = principals.map {
            ["\($0.domain)\\\($0.name)", $0.kind, $0.mail ?? "", $0.upn ?? "", $0.dns ?? "", $0.enabled ? "yes" : "no"]
        }
        text = table.text
    }

    /// - Parameter groupNames: names by SID. A group without a name is shown by its SID.
    static func details(of account: PrincipalBody, groupNames: [String: String] = [:]) -> String {
        var table = TerminalTable(headings: ["ATTRIBUTE", "VALUE"])
        table.rows = [
            ["name", "\(account.domain)\\\(account.name)"], ["kind", account.kind], ["enabled", account.enabled ? "yes" : "no"],
            ["display name", account.displayName], ["mail", account.mail ?? ""], ["upn", account.upn ?? ""], ["dns", account.dns ?? ""],
            ["common name", account.commonName], ["distinguished name", account.distinguishedName], ["SID", account.sid],
            ["id", account.id],
        ]
        table.rows += account.groups.map { groupNames[$0] ?? $0 }.sorted().map { ["group", $0] }
        return table.text
    }
}

extension RemoteAdministration {
    /// The names of the groups by SID. Empty for a caller who may not list groups; such a caller sees identifiers instead.
    func groupNames() async -> [String: String] {
        Dictionary((try? await groups())?.map { ($0.sid, $0.name) } ?? [], uniquingKeysWith: { first, _ in first })
    }
}
