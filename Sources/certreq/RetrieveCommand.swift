import ArgumentParser
import CertCli

/// `certreq retrieve ID [CERTIFICATE [CHAIN [FULLRESPONSE]]]`.
struct RetrieveCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "retrieve",
        abstract: "Asks for the state of a request, and gets its certificate."
    )

    @Argument(help: "The request id (decimal or 0x…), or the serial number in hex.")
    var id: String

    @OptionGroup var files: OutputFiles
    @OptionGroup var connection: ConnectionOptions
    @OptionGroup var stores: StoreOptions

    @Flag(name: .long, help: "Print the result as JSON.")
    var json = false

    func run() async throws {
        let connection = try await connection.resolved(stores)
        let outputs = try files.outputs()
        let connector = RemoteConnector(credential: connection.credential, trust: connection.trust)
        let client = CertCli.CertRequest(connector: connector)
        let config = try await connection.completeConfig(connector)
        let code = try await Selector(id).ask(client, config)
        let outcome = try RequestOutcome(code, client)
        var aftermath = Aftermath()
        await aftermath.attempt { try StoredSubmission(requestID: client.requestID, stores, config: config)?.note(client, code) }
        await aftermath.attempt { try outcome.announce(json: json, hint: "Ask again later.") }
        try await outcome.conclude(client, outputs, stores, config, aftermath, json: json)
    }
}
