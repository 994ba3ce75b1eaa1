import ArgumentParser
import CAInterface
import CertCli
import WireProtocols

struct AgentGrantCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "agent-grant",
        abstract: "Who may act for others: agent, template, group of subjects and acts.",
        subcommands: [List.self, Add.self, Remove.self]
    )

    struct Grant: ParsableArguments {
        @Argument(help: "The agent: name or GUID of an account.") var agent: String
        @Option(help: "Template name.") var template: String
        @Option(help: "The group whose members the agent may enroll: name or SID.") var subjects: String

        var body: NewAgentGrantBody { NewAgentGrantBody(agent: agent, template: template, subjects: subjects) }
    }

    struct List: AsyncParsableCommand {
        static let configuration = CommandConfiguration(abstract: "List the grants.")
        @OptionGroup var server: ServerOptions

        func run() async throws {
            let grants = try await server.connect().agentGrants()
            if server.json { return try Terminal.json(grants) }
            var table = TerminalTable(headings: ["AGENT", "TEMPLATE", "SUBJECTS", "ACTS"])
            table.rows = grants.map {
                [$0.agentName ?? $0.agent, $0.template, $0.subjectsName ?? $0.subjects, $0.acts.joined(separator: ",")]
            }
            Terminal.say(table.text)
        }
    }

    struct Add: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Let an agent act for the members of a group and a template.",
            discussion: """
                chancery agent-grant add helpdesk --template SmartcardUser --subjects Users
                A grant for the same agent, template and group gets these acts instead of its own.
                """
        )
        @OptionGroup var server: ServerOptions
        @OptionGroup var grant: Grant
        @Option(help: "enroll, revoke (what this agent enrolled) or recover; comma-separated.") var acts = "enroll"

        private var chosen: [AgentAct] {
            get throws {
                try acts.split(separator: ",").map { word in
                    guard let act = AgentAct(rawValue: word.filter { !$0.isWhitespace }) else {
                        throw ValidationError("“\(word)” is none of enroll, revoke and recover.")
                    }
                    return act
                }
            }
        }

        func run() async throws {
            let body = NewAgentGrantBody(agent: grant.agent, template: grant.template, subjects: grant.subjects, acts: try chosen)
            let made = try await server.connect().grantAgent(body)
            if server.json { return try Terminal.json(made) }
            Terminal.say(
                "\(made.agentName ?? made.agent) may \(made.acts.joined(separator: ", ")) for \(made.subjectsName ?? made.subjects), \(made.template)."
            )
        }
    }

    struct Remove: AsyncParsableCommand {
        static let configuration = CommandConfiguration(abstract: "Take a grant away.")
        @OptionGroup var server: ServerOptions
        @OptionGroup var grant: Grant

        func run() async throws {
            try await server.connect().removeAgentGrant(grant.body)
            Terminal.say("\(grant.agent) no longer enrolls \(grant.subjects) for \(grant.template).")
        }
    }
}
