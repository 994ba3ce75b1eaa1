import ArgumentParser
import CertCli
import Foundation
import OpenSSLKeys
import Store

struct RestoreCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "restore",
        abstract: "Make a data directory from a backup.",
        discussion: """
            chancery restore /backup/chancery.tar --data DIR --published http://pki.example.com
            Relying parties have seen revocation lists that are newer than the backup. The command needs the lists that are published now, so that numbers continue above theirs and their \
            revocations are kept: give each authority's list as a file or URL, a folder of them, or the public address. Request ids continue \
            far above the backup's, because clients know ids that were given since.
            """
    )

    @Argument(help: "The archive that `chancery backup` wrote.", completion: .file()) var archive: String
    @Option(help: "The data directory to make; absent or empty.", completion: .directory) var data: String
    @Option(
        help: "The published revocation lists: a file, a folder, the URL of a list, or the public address; may be repeated.",
        completion: .file()
    )
    var published: [String] = []
    @Flag(help: "No revocation list has left this machine since the backup.") var nothingPublished = false
    @Option(help: "The next request ids are also greater than this one.") var requestIdsAbove: Int?
    @Flag(help: "Go on although a published list is of a key that a CA got after the backup, and that is lost now.") var loseLaterKeys =
        false
    @Flag(help: "Print JSON.") var json = false

    /// The distance by which request ids are raised above the known ones.
    private static let requestIDGap = 1_000_000

    struct Report: Encodable {
        struct List: Encodable {
            let authority: String
            let formerNumber: Int
            let number: Int
            let revokedAgain: Int
            let foreign: Int

            init(_ raised: Restoration.Raised) {
                authority = raised.authority
                formerNumber = raised.formerNumber
                number = raised.number
                revokedAgain = raised.revokedAgain
                foreign = raised.foreign
            }
        }
        let data: String
        let lists: [List]
    }

    func validate() throws { try Self.validate(published, nothingPublished, requestIdsAbove) }

    static func validate(_ published: [String], _ nothingPublished: Bool, _ requestIdsAbove: Int?) throws {
        guard published.isEmpty == nothingPublished else {
            throw ValidationError(
                nothingPublished
                    ? "--published and --nothing-published contradict each other."
                    : "The lists that are published now are needed: give --published FILE or URL for each authority, or --nothing-published."
            )
        }
        if let requestIdsAbove, requestIdsAbove < 0 { throw ValidationError("--request-ids-above \(requestIdsAbove) is not a request id.") }
    }

    func run() async throws {
        let restoration = try await Restoration.unpack(archive, into: data)
        let raised: [Restoration.Raised]
        do {
            if nothingPublished {
                try await restoration.raiseNothing(requestIDsAbove: requestIdsAbove, now: Date())
                raised = []
            } else {
                var lists: [Restoration.PublishedList] = []
                let needed = try await restoration.neededLists()
                for place in published { lists += try await Self.lists(at: place, needed) }
                raised = try await restoration.raise(
                    above: lists,
                    requestIDGap: Self.requestIDGap,
                    requestIDsAbove: requestIdsAbove,
                    losesLaterKeys: loseLaterKeys,
                    now: Date(),
                    verifier: OpenSSLVerifier()
                )
            }
            try await restoration.finish()
        } catch {
            restoration.discard()
            throw error
        }
        if json {
            return try Terminal.json(Report(data: data, lists: raised.map(Report.List.init)))
        }
        Terminal.say("Restored \(archive), made \(restoration.made.formatted(.iso8601)), to \(data).")
        for list in raised { Terminal.say(Self.line(list)) }
        Terminal.say(
            "Start it with the passphrases of that time. It does not know what was issued or revoked since the backup, unless a given list shows it."
        )
    }

    static func line(_ list: Restoration.Raised) -> String {
        "\(list.authority): list numbers continue above \(list.number) (backup: \(list.formerNumber)); \(list.revokedAgain) certificates revoked again, \(list.foreign) revocations of unknown certificates kept."
    }

    static func lists(at place: String, _ needed: [Restoration.NeededList]) async throws -> [Restoration.PublishedList] {
        func fetched(_ url: String) async throws -> Restoration.PublishedList {
            Restoration.PublishedList(origin: url, bytes: try await PublicationFetch.bytes(of: url))
        }
        if place.hasPrefix("http://") || place.hasPrefix("https://") {
            if place.lowercased().hasSuffix(".crl") { return [try await fetched(place)] }
            var lists: [Restoration.PublishedList] = []
            for list in needed { lists.append(try await fetched(list.url(below: place))) }
            return lists
        }
        var isFolder: ObjCBool = false
        guard FileManager.default.fileExists(atPath: place, isDirectory: &isFolder) else {
            throw CommandError("--published \(place) is neither a file, a folder nor an http:// URL.", exitCode: 2)
        }
        let files =
            isFolder.boolValue
            ? try FileManager.default.subpathsOfDirectory(atPath: place).filter { $0.hasSuffix(".crl") }.sorted().map { place + "/" + $0 }
            : [place]
        return try files.map { file in
            guard let content = FileManager.default.contents(atPath: file) else { throw CommandError("The file \(file) cannot be read.") }
            return Restoration.PublishedList(origin: file, bytes: [UInt8](content))
        }
    }
}
