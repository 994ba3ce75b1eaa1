import CACore
import CAInterface
import Crypto
import Foundation
import HTTPTypes
import PKICrypto
import PKIFormats
import PKITesting
import Testing
import WireProtocols

@Suite("The routes of the record and of its log")
struct RecordRouteTests {
    private func page(_ fixture: FrontEndFixture, _ query: String) async throws -> PageBody<AuditRecordBody, Int> {
        let answer = try await fixture.call(.get, APIPath.auditRecords.path + query, as: "auditor")
        #expect(answer.status == .ok)
        return try answer.decoded(PageBody<AuditRecordBody, Int>.self)
    }

    @Test("the record is listed in its order, in pages, with everything that a leaf hash is made of")
    func list() async throws {
        let fixture = try await FrontEndFixture.make()
        _ = try await fixture.submit(try await fixture.authority.request())
        var rows: [AuditRecordBody] = []
        var after: Int? = 0
        while let place = after {
            let page = try await page(fixture, "?limit=2&after=\(place)")
            rows += page.items
            after = page.next
        }
        #expect(rows.count > 3)
        #expect(rows.map(\.position) == Array(1...rows.count))
        for row in rows {
            let inner = SHA256.hash(data: try Hex.decode(row.salt) + [UInt8(row.form)] + Array(row.text.utf8))
            #expect(Hex.encode(Array(SHA256.hash(data: [0, UInt8(row.form), UInt8(row.kind)] + Array(inner)))) == row.leafHash)
        }
        let issued = try #require(rows.last { $0.event == "requestIssued" })
        let one = try await fixture.call(.get, APIPath.auditRecord(position: issued.position).path, as: "auditor")
        #expect(try one.decoded(AuditRecordBody.self) == issued)
        #expect(one.headers[.cacheControl] == "no-store")
    }

    @Test("rows are chosen by event, actor, authority, request, serial number and time")
    func filters() async throws {
        let fixture = try await FrontEndFixture.make()
        _ = try await fixture.submit(try await fixture.authority.request())
        _ = try await fixture.submit(try await fixture.authority.request())
        let issued = try await page(fixture, "?event=requestIssued").items
        #expect(issued.count == 2)
        let last = try #require(issued.last)
        let members = try #require(try JSONSerialization.jsonObject(with: Data(last.text.utf8)) as? [String: Any])
        let (serial, request) = (try #require(members["serial"] as? String), try #require(members["request"] as? Int))
        #expect(try await page(fixture, "?serial=\(serial.uppercased())").items == [last])
        #expect(try await page(fixture, "?event=requestIssued&request=\(request)").items == [last])
        let actor = try #require(last.actor.addingPercentEncoding(withAllowedCharacters: .alphanumerics))
        #expect(try await page(fixture, "?event=requestIssued&actor=\(actor)").items.last == last)
        let name = try #require(FrontEndFixture.ca.addingPercentEncoding(withAllowedCharacters: .alphanumerics))
        #expect(try await page(fixture, "?event=requestIssued&authority=\(name)").items.count == 2)
        #expect(try await page(fixture, "?from=2100-01-01").items.isEmpty)
        #expect(try await page(fixture, "?before=2000-01-01").items.isEmpty)
        #expect(try await page(fixture, "?event=requestIssued&from=2000-01-01&before=2100-01-01").items.count == 2)
    }

    @Test(
        "a question that cannot be meant is refused",
        arguments: [
            ("?event=requestIsued", 400), ("?limit=0", 400), ("?after=-1", 400), ("?from=yesterday", 400), ("?request=x", 400),
            ("?authority=Nobody", 404), ("?actors=x", 400), ("/0", 404), ("/999999", 404), ("/x", 400),
        ]
    )
    func refused(_ query: String, _ status: Int) async throws {
        let fixture = try await FrontEndFixture.make()
        #expect(try await fixture.call(.get, APIPath.auditRecords.path + query, as: "auditor").status.code == status)
    }

    @Test("the log is shown with its key to everybody who signed in, and is 404 before it has begun")
    func log() async throws {
        let fixture = try await FrontEndFixture.make()
        #expect(try await fixture.call(.get, APIPath.auditLog.path).status == .notFound)
        await fixture.recordLog.step()
        let body = try await fixture.call(.get, APIPath.auditLog.path).decoded(RecordLogBody.self)
        #expect(body.origin == "pki.example.test/record")
        let key = try #require(NoteKey(body.verifierKey))
        let text = try #require(body.checkpoint)
        let note = try #require(SignedNote(text))
        #expect(note.isSigned(by: key))
        #expect(body.size == body.publishedSize)
    }

    @Test("checkpoint and tiles are served on both listeners without sign-in, as C2SP tlog-tiles says")
    func tiles() async throws {
        let fixture = try await FrontEndFixture.make()
        #expect(try await fixture.plain(.get, "/record/checkpoint").status == .notFound)
        await fixture.recordLog.step()
        let checkpoint = try await fixture.plain(.get, "/record/checkpoint")
        #expect(checkpoint.status == .ok)
        #expect(checkpoint.headers[.contentType] == "text/plain; charset=utf-8")
        #expect(checkpoint.headers[.cacheControl] == "public, max-age=1")
        #expect(try await fixture.call(.get, "/record/checkpoint", as: nil).octets == checkpoint.octets)
        let note = try #require(SignedNote(octets: checkpoint.octets))
        let state = try #require(Checkpoint(text: note.text))
        var frontier = MerkleFrontier()
        for path in TilePath.all(of: state.size) {
            let tile = try await fixture.plain(.get, "/record/\(path)")
            #expect(tile.status == .ok)
            #expect(tile.headers[.contentType] == "application/octet-stream")
            #expect(tile.headers[.cacheControl] == "public, max-age=31536000, immutable")
            guard path.content == .entries else { continue }
            for entry in try #require(EntryBundle.entries(of: tile.octets)) { frontier.append(MerkleTree.leafHash(entry)) }
        }
        #expect(frontier.root == state.root)
        let narrower = try await fixture.plain(.get, "/record/tile/0/000.p/1")
        #expect(narrower.octets.count == 32)
    }

    @Test(
        "no other path below /record is served, and no other method",
        arguments: [
            "/record", "/record/", "/record/tile/0/000", "/record/tile/0/001.p/1", "/record/tile/8/000.p/1", "/record/tile/0/000.p/255",
            "/record/2/checkpoint", "/record/1/checkpoint", "/record/checkpoint/", "/record/tile/0/..%2f..", "/record/tile/entries/000",
            "/recordx",
        ]
    )
    func absent(_ path: String) async throws {
        let fixture = try await FrontEndFixture.make()
        await fixture.recordLog.step()
        #expect(try await fixture.plain(.get, path).status == .notFound)
        #expect(try await fixture.plain(.post, "/record/checkpoint").status == .methodNotAllowed)
    }
}
