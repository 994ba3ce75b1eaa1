import ArgumentParser
import CAInterface
import CertCli
import WireProtocols

struct AuthorityCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "authority",
        abstract: "Certification authorities and their settings.",
        subcommands: [
            List.self, Show.self, Set.self, Generations.self, Renew.self, InstallCertificate.self, Add.self, SignRequest.self,
            SignList.self, Export.self, ConfigurationCommand.self, Security.self, Roles.self, AuditFilterCommand.self, Recover.self,
            Import.self, ImportHistoryCommand.self, RecoveryAgent.self,
        ]
    )

    struct List: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "List the CAs that issue.",
            discussion: "Roots and CAs that wait are not among them: chancery authority generations --ca NAME shows one."
        )
        @OptionGroup var server: ServerOptions

        func run() async throws {
            let all = try await server.connect().authorities()
            if server.json { return try Terminal.json(all.map(AuthorityBody.init)) }
            var table = TerminalTable(headings: ["NAME", "CONFIG STRING", "SINGLE OPERATOR"])
            table.rows = all.map { [$0.name, $0.configString, $0.isSingleOperator ? "yes" : "no"] }
            Terminal.say(table.text)
        }
    }

    struct Show: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Show the settings of a CA. Name the root with --authority."
        )
        @OptionGroup var server: ServerOptions

        func run() async throws {
            let administration = try await server.connect()
            try AuthorityCommand.show(try await administration.settings(), of: administration.authority, server)
        }
    }

    struct Set: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Change settings of a CA.",
            discussion: """
                chancery authority set --single-operator off
                chancery authority set --crl-period 12h --crl-validity 3d
                """
        )

        enum Switch: String, CaseIterable, ExpressibleByArgument { case on, off }

        @OptionGroup var server: ServerOptions
        @Option(help: "on or off: whether one person may request and approve.") var singleOperator: Switch?
        @Option(help: "The time from one revocation list to the next: seconds, or a number with s, m, h or d.") var crlPeriod: Duration?
        @Option(help: "How long a revocation list is valid; at least its period.") var crlValidity: Duration?
        @Option(help: "The beginning of the CRL and CA certificate URLs in new certificates, an http:// URL.") var publicAddress: String?
        @Option(help: "The most denied and pending requests that one account may make in an hour.") var unissuedPerHour: Int?
        @Option(help: "on or off: whether requests may ask for a precertificate for Certificate Transparency logs.")
        var certificateTransparency: Switch?
        @Option(help: "The largest list of signed certificate timestamps in a certificate, in octets.") var largestTimestampList: Int?
        @Option(help: "on or off: whether requests may ask for a pre-signed certificate, and confirm it before the CA signs.")
        var presigning: Switch?

        @Option(
            help: "A PEM file with the issuers of endorsement certificates of TPMs; all others are dropped. \"none\" drops all."
        )
        var endorsementIssuers: String?
        @Option(help: "A file with the SHA-256 of one endorsement key in each line; all others are dropped. \"none\" drops all.")
        var endorsementKeys: String?
        @Option(help: "How many officers have to agree before an archived key is handed out, 2 to 16.") var recoveryOfficers: Int?
        @Option(help: "To how many key recovery agents each archived key is sealed, 1 to 16.") var recoveryAgentsUsed: Int?

        @Option(
            name: .customLong("linked-policy"),
            help: "An issuance policy that stands for a group, OID=SID; repeat it for several, all others are dropped. \"none\" drops all."
        )
        var linkedPolicies: [LinkedPolicy] = []
        @OptionGroup(title: "OCSP") var ocsp: OCSPOptions

        func validate() throws {
            guard
                singleOperator != nil || crlPeriod != nil || crlValidity != nil || publicAddress != nil || unissuedPerHour != nil
                    || !linkedPolicies.isEmpty || certificateTransparency != nil || largestTimestampList != nil || presigning != nil
                    || endorsementIssuers != nil || endorsementKeys != nil || recoveryOfficers != nil || recoveryAgentsUsed != nil
                    || ocsp.update != nil
            else {
                throw ValidationError(
                    "Nothing to change was named. Give --single-operator, --crl-period, --crl-validity, --public-address, --unissued-per-hour, --linked-policy, --certificate-transparency, --largest-timestamp-list, --presigning, --endorsement-issuers, --endorsement-keys, --recovery-officers, --recovery-agents-used or one of the --ocsp options."
                )
            }
        }

        func run() async throws {
            let administration = try await server.connect()
            let settings = try await administration.change(
                AuthoritySettingsUpdate(
                    singleOperator: singleOperator.map { $0 == .on },
                    crlPeriodSeconds: crlPeriod?.seconds,
                    crlValiditySeconds: crlValidity?.seconds,
                    publicAddress: publicAddress,
                    unissuedPerHour: unissuedPerHour,
                    linkedPolicies: linkedPolicies.isEmpty
                        ? nil : Dictionary(linkedPolicies.compactMap(\.link), uniquingKeysWith: { $1 }),
                    certificateTransparency: certificateTransparency.map { $0 == .on },
                    largestTimestampList: largestTimestampList,
                    presigning: presigning.map { $0 == .on },
                    endorsementIssuers: try endorsementIssuers.map(EndorsementFiles.issuers),
                    endorsementKeys: try endorsementKeys.map(EndorsementFiles.keys),
                    ocsp: ocsp.update,
                    recoveryAgentsUsed: recoveryAgentsUsed,
                    recoveryOfficers: recoveryOfficers
                )
            )
            try AuthorityCommand.show(settings, of: administration.authority, server)
        }
    }

    /// `1.2.3=S-1-5-…`, or `none`.
    struct LinkedPolicy: ExpressibleByArgument, Equatable {
        let policy: String
        let group: String
        var link: (String, String)? { policy.isEmpty ? nil : (policy, group) }

        init?(argument: String) {
            let parts = argument.split(separator: "=", omittingEmptySubsequences: false).map(String.init)
            guard argument == "none" || (parts.count == 2 && !parts[0].isEmpty) else { return nil }
            (policy, group) = argument == "none" ? ("", "") : (parts[0], parts[1])
        }
    }

    /// A length of time on the command line: `86400`, `90m`, `12h`, `7d`.
    struct Duration: ExpressibleByArgument, Equatable {
        let seconds: Int

        init?(argument: String) {
            let units: [Character: Int] = ["s": 1, "m": 60, "h": 3_600, "d": 86_400]
            let unit = argument.last.flatMap { units[$0] }
            guard let number = Int(unit == nil ? argument[...] : argument.dropLast()), number > 0 else { return nil }
            let (seconds, overflow) = number.multipliedReportingOverflow(by: unit ?? 1)
            guard !overflow else { return nil }
            self.seconds = seconds
        }
    }

    private static func show(_ settings: AuthoritySettings, of name: String, _ server: ServerOptions) throws {
        if server.json { return try Terminal.json(settings) }
        var table = TerminalTable(headings: ["SETTING", "VALUE"])
        table.rows = [
            ["name", name], ["single operator", settings.singleOperator ? "on" : "off"],
            ["CRL period", "\(settings.crlPeriodSeconds) s"], ["CRL validity", "\(settings.crlValiditySeconds) s"],
            ["public address", settings.publicAddress], ["unissued requests an hour", "\(settings.unissuedPerHour)"],
            [
                "linked policies",
                settings.linkedPolicies.sorted { $0.key < $1.key }.map { "\($0.key)=\($0.value)" }.joined(separator: ", "),
            ],
            ["Certificate Transparency", settings.certificateTransparency ? "on" : "off"],
            ["largest timestamp list", "\(settings.largestTimestampList) octets"],
            ["pre-signing", settings.presigning ? "on" : "off"],
            ["endorsement issuers", "\(settings.endorsementIssuers.count)"], ["endorsement keys", "\(settings.endorsementKeys.count)"],
            ["key recovery agents", "\(settings.recoveryAgents.count)"],
            ["key recovery agents of each key", "\(settings.recoveryAgentsUsed)"],
            ["officers of a key recovery", settings.singleOperator ? "1 (single operator)" : "\(settings.recoveryOfficers)"],
        ]
        table.rows += OCSPOptions.rows(of: settings.ocsp)
        Terminal.say(table.text)
    }
}
