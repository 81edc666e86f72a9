#if CommandLineTool
    import ArgumentParser

    /// Which profile of the file of settings holds. Not `--profile`: that is a pair of keys in the files of the clouds' tools.
    struct SettingsOptions: ParsableArguments {
        @Option(
            help: ArgumentHelp(
                "The profile of \(Settings.fileName), else the one in \(Settings.profileVariable), else the file's own choice.",
                valueName: "name"),
            completion: Completions.settingsProfiles)
        var settingsProfile: String?

        func validate() { Settings.use(profile: settingsProfile) }
    }
#endif
