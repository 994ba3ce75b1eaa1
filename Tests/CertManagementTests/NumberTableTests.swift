import CertManagement
import Testing

@Suite("Documented numbers and words")
struct NumberTableTests {
    @Test("request types have the documented numbers")
    func types() {
        let expected: [(Workflow, Int)] = [
            (.enroll, 1), (.recover, 2), (.renew, 3), (.revoke, 4), (.unblock, 5), (.duplicate, 6), (.retire, 7), (.recoverOnBehalf, 8),
            (.reinstate, 9), (.onlineUpdate, 10), (.temporaryCards, 11), (.offlineUnblock, 14),
        ]
        for (workflow, number) in expected { #expect(workflow.requestType.rawValue == number, "\(workflow)") }
        #expect(expected.count == Workflow.allCases.count)
    }

    @Test("request statuses have the documented numbers")
    func statuses() {
        let expected: [(String, Int)] = [
            ("None", 0), ("Approved", 3), ("Denied", 4), ("Completed", 8), ("Failed", 9), ("Pending", 16), ("Canceled", 17),
            ("Executing", 18),
        ]
        for (name, number) in expected {
            #expect(RequestStatus(word: name)?.rawValue == number)
            #expect(RequestStatus(word: name.uppercased())?.rawValue == number)
            #expect(RequestStatus(word: String(number))?.name == name)
        }
        #expect(RequestStatus(word: "cancelled") == .canceled)
        #expect(RequestStatus(word: "Ready") == nil)
        #expect(RequestStatus(word: "2") == nil)
    }

    @Test("an unknown status number is kept")
    func open() {
        #expect(RequestStatus(rawValue: 99).rawValue == 99)
        #expect(RequestStatus(rawValue: 99).name == "99")
    }

    @Test("workflow words are case-insensitive, and read with their synonyms and as request type numbers")
    func words() {
        for (word, workflow): (String, Workflow) in [
            ("Enroll", .enroll), ("enroll", .enroll), ("OFFLINEUNBLOCK", .offlineUnblock), ("TemporaryCards", .temporaryCards),
            ("TemporaryEnroll", .temporaryCards), ("TemporaryCardEnroll", .temporaryCards), ("Disable", .revoke), ("Revoke", .revoke),
            ("Suspend", .reinstate), ("SuspendOrReinstate", .reinstate), ("1", .enroll), ("4", .revoke),
        ] { #expect(Workflow(word: word) == workflow, "\(word)") }
        #expect(Workflow(word: "enrol") == nil)
        #expect(Workflow(word: "") == nil)
        #expect(Workflow(word: "0") == nil)
    }

    @Test("flag bits are those of the examples")
    func bits() {
        #expect(RequestFlags.smartcard.rawValue == 2)
        #expect(DataCollectionFlags.certificateManagerProvided.rawValue == 32)
        #expect(ProfileFlags.primary.rawValue == 1)
        #expect(ProfileStatus.active.rawValue == 2)
        #expect(CertificateFlags.pkcs7.rawValue == 65_536)
    }
}
