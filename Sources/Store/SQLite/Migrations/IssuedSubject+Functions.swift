import GRDB
import PortableFoundation

/// The functions of the schema's steps that SQL does not have.
extension IssuedSubject {
    /// `certificate_subject(certificate)` of SQL: the octets of the subject.
    static let subjectFunction = DatabaseFunction("certificate_subject", argumentCount: 1, pure: true) { values in
        Data.fromDatabaseValue(values[0]).map(Array.init).flatMap { subject(of: $0) }.map { Data($0) }
    }

    /// `subject_common_name(subject)` of SQL.
    static let commonNameFunction = DatabaseFunction("subject_common_name", argumentCount: 1, pure: true) { values in
        Data.fromDatabaseValue(values[0]).map(Array.init).flatMap { commonName(of: $0) }
    }
}
