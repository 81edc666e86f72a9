package import InventoryCore
package import InventoryWire

extension CredentialFile {
    /// A profile's name, and who says that it is meant.
    package struct ChosenProfile: Sendable {
        package enum Choice: Sendable {
            case ruleSet
            case variable(String)
            /// The file itself marks one as current.
            case mark
            case nobody
        }

        package var name: String
        package var choice: Choice

        package init(_ name: String, by choice: Choice) {
            self.name = name
            self.choice = choice
        }

        /// Behind the name of a profile: who chose it.
        package var reason: String {
            switch choice {
            case .ruleSet: ", which `credentials` names,"
            case .variable(let variable): ", which \(variable) names,"
            case .mark: ", which is marked as current,"
            case .nobody: ""
            }
        }
    }

    /// What there is to read.
    package struct Content: Sendable {
        package var bytes: [UInt8]
        /// The file in sentences.
        package var place: String
        /// The profile that was asked for; nil where the file says which, or has none.
        package var profile: ChosenProfile?
        /// Whose keys are wanted.
        package var provider: ProviderID

        /// The file as JSON.
        /// - Throws: `invalidDocument` with the place in it.
        package func json() throws(InventoryError) -> JSONValue {
            do {
                return try JSONValue(bytes)
            } catch {
                throw InventoryError(
                    .invalidDocument, "\(place) is \(error); correct it or move it away", provider: provider)
            }
        }

        /// The profile that is meant in a file of many: the one that was asked for, else the one that the file marks as
        /// current, else the one of the usual name.
        /// - Throws: `credentialsMissing` where a variable or the mark names one that is not there.
        package func chosenProfile(
            marked mark: String?, otherwise usual: String? = nil, among profiles: [(name: String, settings: JSONValue)]
        ) throws(InventoryError) -> (chosen: ChosenProfile, settings: JSONValue)? {
            let marked = mark.flatMap { $0.isEmpty ? nil : ChosenProfile($0, by: .mark) }
            guard let chosen = profile ?? marked ?? usual.map({ ChosenProfile($0, by: .nobody) }) else { return nil }
            if let found = profiles.first(where: { $0.name == chosen.name }) { return (chosen, found.settings) }
            let name = "the profile '\(Printable.quoted(chosen.name))'"
            let reason: String
            switch chosen.choice {
            case .ruleSet, .nobody: return nil
            case .variable(let variable): reason = "\(variable) names \(name), which \(place) does not have"
            case .mark: reason = "\(place) marks \(name) as current, and does not have it"
            }
            throw InventoryError(
                .credentialsMissing, "\(reason) (\(Self.list(profiles.map(\.name)))); name another", provider: provider)
        }

        /// What is said where none of the profiles is meant.
        package func absent(among profiles: [(name: String, settings: JSONValue)]) -> CredentialChain.Answer {
            let what =
                profile.map { "has no profile '\(Printable.quoted($0.name, limit: 80))'" }
                ?? "marks no profile as current"
            return CredentialChain.Answer(
                nil, remarks: [.init("\(place) \(what): \(Self.list(profiles.map(\.name)))", isWarning: false)])
        }

        /// A profile that holds no keys, as its mode says: the tool gets them in another way.
        /// - Parameter remedy: what else to do than to name another profile.
        /// - Throws: `credentialsMissing` where a person has chosen it.
        package func unusable(
            _ profile: ChosenProfile, mode: String, instead remedy: String = "give keys in the environment"
        ) throws(InventoryError) -> CredentialChain.Answer {
            let sentence =
                "\(phrase(of: profile))\(profile.reason) has the mode '\(Printable.quoted(mode, limit: 40))', in which it "
                + "holds no keys; name a profile that does, or \(remedy)"
            if case .nobody = profile.choice {
                return CredentialChain.Answer(nil, remarks: [.init(sentence, isWarning: false)])
            }
            throw InventoryError(.credentialsMissing, sentence, provider: provider)
        }

        /// A profile in sentences.
        package func phrase(of profile: ChosenProfile) -> String {
            "profile '\(Printable.quoted(profile.name))' of \(place)"
        }

        /// The objects in `profiles`, where each has its own name in it.
        package func profiles(in object: JSONValue) -> [(name: String, settings: JSONValue)] {
            (object["profiles"]?.array ?? []).compactMap { profile in
                profile["name"]?.string.map { (name: $0, settings: profile) }
            }
        }

        /// What is said of settings that stand twice: vendors' tools differ in which of them they take.
        package func remark(on again: SettingsFile.Repeat) -> CredentialChain.Remark {
            .init(
                "\(place), line \(again.line): '\(Printable.quoted(again.what, limit: 80))' stands here again and says "
                    + "something else than in line \(again.first); "
                    + (again.isTaken ? "this one is taken" : "the first one is taken") + "; remove one of them",
                isWarning: true)
        }

        private static func list(_ names: [String]) -> String {
            guard !names.isEmpty else { return "it has none" }
            let shown = names.prefix(10).map { Printable.quoted($0, limit: 80) }.joined(separator: ", ")
            return "it has \(shown)" + (names.count > 10 ? " and \(names.count - 10) more" : "")
        }
    }
}
