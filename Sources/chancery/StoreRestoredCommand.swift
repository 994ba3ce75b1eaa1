import ArgumentParser
import Foundation
import OpenSSLKeys
import Store

struct StoreRestoredCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "restored",
        abstract: "Make a PostgreSQL database usable that was restored to an earlier moment. All nodes must be stopped.",
        discussion: """
            chancery store restored --store postgresql://chancery_app@db.example.com/chancery --published http://pki.example.com
            Others have seen request ids, serial numbers and revocation lists that are newer than the database. The command raises request ids, relative ids and fences by a million, \
            takes over the lists that are published now with their revocations, and raises the rights epoch, so that nodes do not take the database for an older answer. Certificates \
            that were issued after that moment stay unknown, unless a given list shows them.
            """
    )

    @OptionGroup var place: StoreCommand.Place
    @Option(
        help: "The published revocation lists: a file, a folder, the URL of a list, or the public address; may be repeated.",
        completion: .file()
    )
    var published: [String] = []
    @Flag(help: "No revocation list has left the installation since the restored moment.") var nothingPublished = false
    @Option(help: "The next request ids are also greater than this one.") var requestIdsAbove: Int?
    @Flag(help: "Go on although a published list is of a key that a CA got after that moment, and that is lost now.") var loseLaterKeys =
        false
    @Flag(help: "Print JSON.") var json = false

    private struct Report: Encodable {
        let requestIDGap: Int
        let lists: [RestoreCommand.Report.List]
    }

    func validate() throws { try RestoreCommand.validate(published, nothingPublished, requestIdsAbove) }

    func run() async throws {
        let location = try place.location()
        let restored = try StoreRestored(address: location.address, password: try location.password(), now: Date())
        var lists: [Restoration.PublishedList] = []
        if !nothingPublished {
            let needed = try await restored.neededLists()
            for place in published { lists += try await RestoreCommand.lists(at: place, needed) }
        }
        let raised = try await restored.raise(
            above: nothingPublished ? nil : lists,
            requestIDsAbove: requestIdsAbove,
            losesLaterKeys: loseLaterKeys,
            verifier: OpenSSLVerifier()
        )
        if json { return try Terminal.json(Report(requestIDGap: StoreRestored.gap, lists: raised.map(RestoreCommand.Report.List.init))) }
        Terminal.say("Request ids, relative ids and fences of leases continue \(StoreRestored.gap) higher.")
        for list in raised { Terminal.say(RestoreCommand.line(list)) }
        Terminal.say(
            "Nodes may start. The database does not know what was issued or revoked since that moment, unless a given list shows it."
        )
    }
}
