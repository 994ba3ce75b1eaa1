import CAInterface
import Foundation
import HTTPTypes
import PKITesting
import Testing
import WireProtocols

@testable import FrontEnds

@Suite("The views of an authority over HTTP")
struct ViewRouteTests {
    private static func path(_ table: ViewTable, _ query: String = "") -> String {
        APIPath.view(authority: FrontEndFixture.ca, table).path + (query.isEmpty ? "" : "?" + query)
    }

    /// An authority with three issued certificates of Alice, two rows that wait, and one that was denied.
    private func fixture() async throws -> FrontEndFixture {
        let fixture = try await FrontEndFixture.make()
        let test = fixture.authority
        for _ in 0..<3 { _ = try await test.bound(test.alice).submit(test.submission(test.request(), template: "User")) }
        var held: [Disposition] = []
        for _ in 0..<3 {
            held.append(try await test.bound(test.administrator).submit(test.submission(test.request(), template: "EnrollmentAgent")))
        }
        _ = try await test.bound(test.officer).deny(held[2].requestID)
        return fixture
    }

    private func items(_ fixture: FrontEndFixture, _ table: ViewTable, _ query: String = "") async throws -> [[String: PropertyBody.Value]]
    {
        let answer = try await fixture.call(.get, Self.path(table, query), as: "officer")
        #expect(answer.status == .ok, "\(query): \(String(decoding: answer.octets, as: UTF8.self))")
        return try answer.decoded(ViewPageBody.self).items
    }

    @Test(
        "a query that would cost much or overflow is refused or answered, and the server lives",
        arguments: [
            (ViewTable.extensions, "sort=-ExtensionRequestId&after=9223372036854775807.1", HTTPResponse.Status.ok),
            (.attributes, "sort=-AttributeRequestId&after=9223372036854775807.1&limit=1", .ok),
            (.extensions, "after=-9223372036854775808.1", .badRequest),
            (.requests, "columns=Request.RawRequest,Request.RawRequest", .badRequest),
            (.requests, "columns=CommonName,commonname", .badRequest),
            (.requests, Array(repeating: "where=Request.Officer>=0", count: 51).joined(separator: "&"), .badRequest),
        ]
    )
    func bounds(_ table: ViewTable, _ query: String, _ status: HTTPResponse.Status) async throws {
        let fixture = try await fixture()
        #expect(try await fixture.call(.get, Self.path(table, query), as: "auditor").status == status)
    }

    @Test("rows are found by whether an officer has acted")
    func officer() async throws {
        let fixture = try await fixture()
        #expect(try await items(fixture, .requests, "where=Request.Officer=1").count == 1)
        #expect(try await items(fixture, .requests, "where=Request.Officer<1").count == 5)
        #expect(try await items(fixture, .requests, "where=Request.Officer>5").isEmpty)
        #expect(try await items(fixture, .requests, "where=Request.Officer>=0").count == 6)
    }

    @Test("counts of a column go on behind the rows that have no value in it")
    func groupsBehindNoValue() async throws {
        let fixture = try await fixture()
        let first = try await fixture.call(.get, Self.path(.requests, "group=SerialNumber&limit=1"), as: "officer").decoded(
            ViewPageBody.self
        )
        #expect(first.items.count == 1)
        #expect(first.next != nil)
    }

    @Test("views are for officers, administrators and auditors", arguments: ["officer", "auditor", "admin", "alice"])
    func rights(_ name: String) async throws {
        let fixture = try await FrontEndFixture.make()
        for table in ViewTable.allCases {
            #expect(try await fixture.call(.get, Self.path(table), as: name).status == (name == "alice" ? .forbidden : .ok))
        }
    }

    @Test("a view shows the columns that were asked for, by their documented names in any case")
    func columns() async throws {
        let fixture = try await fixture()
        let rows = try await items(fixture, .requests, "columns=REQUESTID,request.disposition,serialnumber,CommonName&where=Disposition=9")
        #expect(rows.count == 2)
        #expect(rows.allSatisfy { Set($0.keys) == ["RequestID", "Request.Disposition"] })
        let pending = try await items(fixture, .requests, "columns=Request.RequestID,Disposition&where=disposition%3D9")
        #expect(pending.allSatisfy { $0["Request.Disposition"] == .number(9) && $0["Request.RequestID"] != nil })
    }

    @Test("every column of the record of a request has the same value in its view")
    func record() async throws {
        let fixture = try await fixture()
        let id = try await items(fixture, .requests, "where=Disposition=20&sort=-RequestID&limit=1&columns=Request.RequestID")[0][
            "Request.RequestID"
        ]
        guard case .number(let number)? = id else { throw ContractError("no id") }
        let record = try await fixture.call(
            .get,
            APIPath.requestRecord(authority: FrontEndFixture.ca, RequestID(Int(number))).path,
            as: "officer"
        ).decoded(RequestRowBody.self)
        let names = ViewColumn.all(of: .requests).map(\.name).joined(separator: ",")
        let row = try #require(try await items(fixture, .requests, "where=Request.RequestID=\(number)&columns=\(names)").first)
        #expect(row == record.columns)
    }

    @Test("several restrictions all hold, and a sorted view goes on where its page ended")
    func restrictions() async throws {
        let fixture = try await fixture()
        let found = try await items(
            fixture,
            .requests,
            "where=CommonName~USERS&where=RequesterName=EXAMPLE%5CAlice&where=NotAfter>2000-01-01&columns=RequesterName"
        )
        #expect(found == Array(repeating: ["Request.RequesterName": .text("EXAMPLE\\alice")], count: 3))
        var names: [PropertyBody.Value] = []
        var after = ""
        repeat {
            let answer = try await fixture.call(
                .get,
                Self.path(.requests, "columns=SerialNumber&sort=-SerialNumber&limit=1" + after),
                as: "auditor"
            )
            let page = try answer.decoded(ViewPageBody.self)
            names += page.items.compactMap { $0["SerialNumber"] }
            after = page.next.map { "&after=" + $0 } ?? ""
        } while !after.isEmpty && names.count < 50
        let all = try await items(fixture, .requests, "columns=SerialNumber&sort=-SerialNumber").compactMap { $0["SerialNumber"] }
        #expect(all.count >= 3)
        #expect(names == all)
    }

    @Test("a view counts rows by value and by day")
    func groups() async throws {
        let fixture = try await fixture()
        let counts = try await items(fixture, .requests, "group=Disposition&where=Disposition<20")
        #expect(counts == [["Request.Disposition": .number(9), "Count": .number(2)]])
        let days = try await items(fixture, .requests, "group=SubmittedWhen")
        #expect(days.count == 1)
        guard case .text(let day)? = days[0]["Request.SubmittedWhen"] else { throw ContractError("no day") }
        #expect(day.hasSuffix("T00:00:00Z"))
    }

    @Test("a view is comma-separated values for whoever asks, with a link to the next page")
    func csv() async throws {
        let fixture = try await fixture()
        let answer = try await fixture.call(
            .get,
            Self.path(.requests, "columns=Request.RequestID,DispositionMessage&where=Disposition=9&limit=1&format=csv"),
            as: "officer"
        )
        #expect(answer.headers[.contentType] == "text/csv; charset=utf-8; header=present")
        let lines = String(decoding: answer.octets, as: UTF8.self).components(separatedBy: "\r\n")
        #expect(lines[0] == "Request.RequestID,Request.DispositionMessage")
        #expect(lines[1].hasSuffix(",Taken Under Submission"))
        #expect(lines.count == 3)
        let name = try #require(HTTPField.Name("Link"))
        #expect(answer.headers[name]?.hasPrefix("<?columns=") == true)
        #expect(answer.headers[name]?.hasSuffix("; rel=\"next\"") == true)
        let page = ViewPage(
            columns: [ViewColumn(name: "A", type: .string, origin: .stored)],
            rows: [[.string("x,\"y\"\n")], [nil]],
            next: nil
        )
        #expect(page.csv == "A\r\n\"x,\"\"y\"\"\n\"\r\n\r\n")
    }

    @Test("attributes and extensions come one a row, page by page within a request too")
    func parts() async throws {
        let fixture = try await fixture()
        let whole = try await items(
            fixture,
            .extensions,
            "limit=1000&columns=ExtensionRequestId,ExtensionName,ExtensionFlags,ExtensionRawValue"
        )
        #expect(whole.count > 6)
        #expect(whole.contains { $0["ExtensionName"] == .text("2.5.29.15") && $0["ExtensionFlags"] == .number(0x2_0001) })
        var seen: [[String: PropertyBody.Value]] = []
        var after = ""
        repeat {
            let query = "limit=4&columns=ExtensionRequestId,ExtensionName,ExtensionFlags,ExtensionRawValue" + after
            let page = try await fixture.call(.get, Self.path(.extensions, query), as: "officer").decoded(ViewPageBody.self)
            seen += page.items
            after = page.next.map { "&after=" + $0 } ?? ""
        } while !after.isEmpty && seen.count < 1000
        #expect(seen.count >= min(whole.count, 4))
        #expect(Array(seen.prefix(whole.count)) == whole)
        let first = try #require(whole.first?["ExtensionRequestId"])
        guard case .number(let id) = first else { throw ContractError("no id") }
        let own = try await items(fixture, .extensions, "where=ExtensionRequestId=\(id)&columns=ExtensionRequestId")
        #expect(own.allSatisfy { $0["ExtensionRequestId"] == first })
        #expect(try await items(fixture, .attributes).allSatisfy { $0["AttributeName"] != nil })
    }

    @Test("the view of revocation lists has their numbers and times")
    func lists() async throws {
        let rows = try await items(try await fixture(), .revocationLists)
        #expect(rows.map { $0["CRLNumber"] } == [.number(1)])
        #expect(rows[0]["CRLThisUpdate"] != nil)
    }

    @Test(
        "a column, value or place that a view cannot use is refused by name, with what to do",
        arguments: [
            ("columns=Nonsense", "columns"), ("where=Nonsense=1", "where"), ("where=Request.CommonName=a", "where"),
            ("where=RawCertificate=a", "where"),
            ("where=NotAfter=soon", "where"), ("where=RequestID=x", "where"), ("where=Disposition~9", "where"),
            ("where=CommonName", "where"),
            ("sort=UPN", "sort"), ("group=RawName", "group"), ("after=x", "after"), ("after=1.0&sort=NotAfter", "after"),
            ("after=1.0.n5", "after"), ("limit=0", "limit"), ("limit=1001", "limit"), ("format=xml", "format"),
            ("sort=NotAfter&sort=CommonName", "sort"),
        ]
    )
    func refusals(_ query: String, _ field: String) async throws {
        let answer = try await FrontEndFixture.make().call(.get, Self.path(.requests, query), as: "officer")
        #expect(answer.status == .badRequest)
        #expect(try answer.problem.field == field)
        #expect(try answer.problem.remedy?.isEmpty == false)
    }
}
