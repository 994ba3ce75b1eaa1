import CACore
import CAInterface
import Testing

@Suite("The columns of views")
struct ViewColumnTests {
    @Test("the view of requests has every documented column of a record, each once")
    func names() {
        let names = ViewColumn.all(of: .requests).map(\.name)
        #expect(Set(names) == Set(RequestView.columnNames))
        for table in ViewTable.allCases {
            let names = ViewColumn.all(of: table).map(\.name)
            #expect(Set(names).count == names.count)
            #expect(!names.isEmpty)
            #expect(ViewQuery.standardColumns(of: table).allSatisfy(names.contains))
        }
    }

    @Test("a column is stored where the store has its value, and nowhere else")
    func stored() {
        for table in [ViewTable.requests, .revocationLists] {
            for column in ViewColumn.all(of: table) {
                let isStored = column.origin == .stored || column.origin == .indexed
                #expect((StoredViewColumn(rawValue: column.name) != nil) == isStored, "\(column.name)")
            }
        }
    }

    @Test("a bare name is the issued half, or the request half where the issued one lacks it")
    func halves() {
        #expect(ViewColumn.named("commonname", in: .requests)?.name == "CommonName")
        #expect(ViewColumn.named("REQUEST.commonname", in: .requests)?.name == "Request.CommonName")
        #expect(ViewColumn.named("Disposition", in: .requests)?.name == "Request.Disposition")
        #expect(ViewColumn.named("Request.SerialNumber", in: .requests) == nil)
    }

    @Test("a place in a view is read as it was written")
    func cursors() {
        let cursors = [
            ViewCursor(place: 7), ViewCursor(place: 7, part: 3), ViewCursor(place: 1, value: .number(-5)),
            ViewCursor(place: 1, value: .text("a.b c")),
            ViewCursor(place: 1, value: .text("")),
        ]
        for cursor in cursors { #expect(ViewCursor(cursor.description) == cursor) }
        for text in ["", "1", "x.0", "1.-1", "1.0.", "1.0.nx", "1.0.q"] { #expect(ViewCursor(text) == nil) }
    }
}
