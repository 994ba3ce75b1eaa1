import CAInterface
import CertCli
import Foundation
import PKIDirectory
import PKIFormats
import PKITesting
import Testing

@Suite("CertView in this process and over HTTPS")
struct CertViewTests {
    private func fill(_ test: TestAuthority) async throws {
        for _ in 0..<2 { _ = try await test.bound(test.alice).submit(test.submission(test.request(), template: "User")) }
        _ = try await test.bound(test.administrator).submit(test.submission(test.request(), template: "EnrollmentAgent"))
        _ = try await test.bound(test.alice).submit(test.submission(test.request(), template: "None"))
    }

    private func open(_ place: AdministeredPlace) async throws -> CertView {
        let view = place.view()
        try await view.openConnection(place.config)
        return view
    }

    private func count(_ rows: any IEnumCERTVIEWROW) async throws -> Int {
        var count = 0
        while try await rows.next() != -1 { count += 1 }
        return count
    }

    @Test(
        "the columns of a table have names, labels, types and lengths, and are found without regard to case",
        arguments: AdministeredPlace.Way.allCases
    )
    func schema(_ way: AdministeredPlace.Way) async throws {
        try await AdministeredPlace.with(way) { place in
            let test = place.test
            try await fill(test)
            let view = try await open(place)
            #expect(try view.columnCount(.schema) == ViewColumn.all(of: .requests).count)
            let index = try view.columnIndex(.schema, name: "request.disposition")
            let columns = try view.enumCertViewColumn(.schema)
            columns.skip(index)
            #expect(columns.next() == index)
            #expect(try columns.name() == "Request.Disposition")
            #expect(try columns.displayName() == "Request Disposition")
            #expect(try columns.type() == 1)
            #expect(try columns.maxLength() == 4)
            #expect(try columns.isIndexed())
            #expect(try columns.value(.binary) == nil)
            columns.skip(1000)
            #expect(columns.next() == -1)
            #expect(throws: CAError.self) { try columns.name() }
            columns.reset()
            #expect(columns.next() == 0)
            #expect(try columns.clone().name() == columns.name())
            #expect(await refusalStatus { _ = try view.columnIndex(.schema, name: "Nothing") } == .invalidArgument)
            let labels = ["SerialNumber": "Serial Number", "CommonName": "Issued Common Name", "Request.CommonName": "Request Common Name"]
            for (name, label) in labels {
                let columns = try view.enumCertViewColumn(.schema)
                columns.skip(try view.columnIndex(.schema, name: name) + 1)
                #expect(try columns.displayName() == label)
            }
        }
    }

    @Test("rows come with the chosen columns, restricted and sorted, and -1 at the end", arguments: AdministeredPlace.Way.allCases)
    func rows(_ way: AdministeredPlace.Way) async throws {
        try await AdministeredPlace.with(way) { place in
            let test = place.test
            try await fill(test)
            let view = try await open(place)
            try view.setResultColumnCount(2)
            let serial = try view.columnIndex(.schema, name: "SerialNumber")
            try view.setResultColumn(serial)
            try view.setResultColumn(try view.columnIndex(.schema, name: "NotAfter"))
            let disposition = try view.columnIndex(.schema, name: "Disposition")
            try view.setRestriction(disposition, operation: .equal, sort: .none, value: .long(20))
            try view.setRestriction(serial, operation: .greaterOrEqual, sort: .descend, value: .string("00"))
            let rows = try await view.openView()
            #expect(await refusalStatus { _ = try rows.enumCertViewColumn() } == .unexpected)
            #expect(await refusalStatus { _ = try rows.maxIndex() } == .unexpected)
            var serials: [String] = []
            while true {
                let index = try await rows.next()
                if index == -1 { break }
                #expect(index == serials.count + 1)
                let columns = try rows.enumCertViewColumn()
                #expect(columns.next() == 0)
                guard case .string(let text)? = try columns.value(.binary) else {
                    Issue.record("no serial number")
                    return
                }
                serials.append(text)
                #expect(columns.next() == 1)
                guard case .date? = try columns.value(.binary) else {
                    Issue.record("no date")
                    return
                }
                #expect(columns.next() == -1)
            }
            #expect(serials.count == 2)
            #expect(serials == serials.sorted(by: >))
            #expect(try rows.maxIndex() == 2)
            #expect(try await rows.next() == -1)
            rows.reset()
            try await rows.skip(1)
            let copy = rows.clone()
            #expect(try await rows.next() == 2)
            #expect(try await copy.next() == 2)
            #expect(await refusalStatus { _ = try await view.openView() } == .unexpected)
        }
    }

    @Test(
        "the row sets -1, -2 and -3 are pending, issued or revoked, and failed rows",
        arguments: AdministeredPlace.Way.allCases,
        [(-1, 1), (-2, 2), (-3, 1)]
    )
    func rowSets(_ way: AdministeredPlace.Way, _ row: (set: Int, expected: Int)) async throws {
        try await AdministeredPlace.with(way) { place in
            let test = place.test
            try await fill(test)
            let view = try await open(place)
            try view.setResultColumnCount(CertViewDefault.queue.rawValue)
            try view.setRestriction(row.set, operation: .equal, sort: .none, value: nil)
            #expect(await refusalStatus { try view.setRestriction(-1, operation: .equal, sort: .none, value: nil) } == .invalidArgument)
            #expect(await refusalStatus { try view.setRestriction(0, operation: .equal, sort: .none, value: .long(1)) } == .invalidArgument)
            #expect(try await count(view.openView()) == row.expected)
        }
    }

    @Test("the default sets of columns are those documented", arguments: AdministeredPlace.Way.allCases, CertViewDefault.allCases)
    func defaults(_ way: AdministeredPlace.Way, _ set: CertViewDefault) async throws {
        try await AdministeredPlace.with(way) { place in
            let test = place.test
            try await fill(test)
            let view = try await open(place)
            let counts: [CertViewDefault: (table: Int, columns: Int)] = [
                .queue: (0, 14), .failedLog: (0, 14), .issuedLog: (0, 14), .revokedLog: (0, 17), .extensions: (0x3000, 4),
                .attributes: (0x4000, 3),
                .revocationLists: (0x5000, 18),
            ]
            let expected = try #require(counts[set])
            try view.setTable(expected.table)
            try view.setResultColumnCount(set.rawValue)
            #expect(try view.columnCount(.result) == expected.columns)
            #expect(try await count(view.openView()) > 0)
        }
    }

    @Test("attributes and extensions of a row come by its enumerators", arguments: AdministeredPlace.Way.allCases)
    func parts(_ way: AdministeredPlace.Way) async throws {
        try await AdministeredPlace.with(way) { place in
            let test = place.test
            try await fill(test)
            let view = try await open(place)
            try view.setResultColumnCount(1)
            try view.setResultColumn(try view.columnIndex(.schema, name: "SerialNumber"))
            try view.setRestriction(-2, operation: .equal, sort: .none, value: nil)
            let rows = try await view.openView()
            #expect(try await rows.next() == 1)
            let attributes = try await rows.enumCertViewAttribute(flags: 0)
            #expect(attributes.next() == 0)
            #expect(try attributes.name() == "CertificateTemplate")
            #expect(try attributes.value() == "User")
            #expect(attributes.next() == -1)
            let extensions = try await rows.enumCertViewExtension(flags: 0)
            #expect(extensions.next() == 0)
            while try extensions.name() != "2.5.29.15" { #expect(extensions.next() != -1) }
            #expect(try extensions.flags() == 1)
            #expect(try extensions.value(type: 3, .binary).bytes.isEmpty == false)
            #expect(await refusalStatus { _ = try extensions.value(type: 1, .binary) } == .invalidArgument)
            #expect(await refusalStatus { _ = try await rows.enumCertViewAttribute(flags: 1) } == .invalidArgument)
        }
    }

    @Test("calls out of order, a second sort and a value of another type are refused", arguments: AdministeredPlace.Way.allCases)
    func order(_ way: AdministeredPlace.Way) async throws {
        try await AdministeredPlace.with(way) { place in
            let (test, config) = (place.test, place.config)
            try await fill(test)
            let closed = place.view()
            #expect(await refusalStatus { try closed.setTable(0) } == .win32(6))
            #expect(await refusalStatus { _ = try await closed.openView() } == .win32(6))
            let view = try await open(place)
            #expect(await refusalStatus { try await view.openConnection(config) } == .unexpected)
            #expect(await refusalStatus { try view.setTable(7) } == .invalidArgument)
            #expect(await refusalStatus { try view.setResultColumn(0) } == .unexpected)
            #expect(await refusalStatus { _ = try await view.openView() } == .unexpected)
            #expect(await refusalStatus { try view.setResultColumnCount(0) } == .invalidArgument)
            #expect(await refusalStatus { try view.setResultColumnCount(-4) } == .invalidArgument)
            try view.setResultColumnCount(1)
            #expect(await refusalStatus { try view.setTable(0x5000) } == .unexpected)
            #expect(await refusalStatus { try view.setResultColumn(1000) } == .invalidArgument)
            try view.setResultColumn(0)
            #expect(await refusalStatus { try view.setResultColumn(0) } == .unexpected)
            #expect(
                await refusalStatus { try view.setRestriction(0, operation: .equal, sort: .none, value: .string("x")) } == .invalidArgument
            )
            try view.setRestriction(0, operation: .greater, sort: .ascend, value: .long(0))
            #expect(
                await refusalStatus { try view.setRestriction(0, operation: .less, sort: .ascend, value: .long(9)) } == .invalidArgument
            )
        }
    }

    @Test("whoever may not look is refused when the connection is opened", arguments: AdministeredPlace.Way.allCases)
    func rights(_ way: AdministeredPlace.Way) async throws {
        try await AdministeredPlace.with(way) { place in
            let (test, config) = (place.test, place.config)
            try await fill(test)
            #expect(await refusalStatus { try await place.view(as: test.alice).openConnection(config) } == .accessDenied)
        }
    }
}
