import Testing

@testable import CertManagement

@Suite("Data items of a request")
struct DataCollectionTests {
    static let questions = [
        DataCollectionItem(name: "Cost centre", required: true), DataCollectionItem(name: "Town", defaultValue: "Split"),
        DataCollectionItem(name: "Approved budget", required: true, originator: .certificateManager),
    ]

    @Test("answers replace the policy's items, unanswered ones stay null, unasked ones follow")
    func joining() throws {
        let items = try DataCollection.joining(
            [
                DataItem(name: "COST CENTRE", value: "1"), DataItem(name: "cost centre", value: "4711"),
                DataItem(name: "Shoe size", value: "43"),
            ],
            to: Self.questions
        )
        #expect(
            items == [
                DataItem(name: "Cost centre", value: "4711"), DataItem(name: "Town", value: "Split"),
                DataItem(name: "Approved budget", value: nil),
                DataItem(name: "Shoe size", value: "43"),
            ]
        )
        #expect(DataCollection.flags(of: items, for: Self.questions).rawValue == 48)
    }

    @Test("a required item of the subscriber that is missing is refused by name")
    func missing() {
        #expect {
            try DataCollection.joining([], to: Self.questions)
        } throws: { error in
            (error as? ManagementError)?.code == .invalidClientData && "\(error)".contains("Cost centre")
        }
    }

    @Test("an empty collection has the flag of the published examples alone")
    func empty() throws {
        #expect(DataCollection.flags(of: try DataCollection.joining([], to: []), for: []).rawValue == 32)
    }

    @Test("more than a hundred items, empty names and overlong values are refused")
    func limits() {
        for answers in [
            Array(repeating: DataItem(name: "a", value: nil), count: 101), [DataItem(name: "", value: "x")],
            [DataItem(name: "a", value: String(repeating: "x", count: 4097))],
        ] { #expect(throws: ManagementError.self) { try DataCollection.joining(answers, to: []) } }
    }

    @Test("an approver's answer that nobody asked is refused with the nearest name")
    func unaskedAtApproval() {
        #expect {
            try DataCollection.approving(
                [DataItem(name: "Aproved budget", value: "7")],
                items: [],
                questions: Self.questions,
                isLast: false
            )
        } throws: { error in
            (error as? ManagementError)?.code == .invalidClientData && "\(error)".contains("Did you mean “Approved budget”?")
        }
    }
}
