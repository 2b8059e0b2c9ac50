namespace Bunraku.Ruby;

// Global variables.
public sealed partial class Runtime
{
    private readonly Dictionary<string, object> globals = [];

    /// <summary>What is a variable under another name; programs add theirs.</summary>
    private readonly Dictionary<string, string> globalAliases = new()
    {
        ["$-0"] = "$/",
        ["$-F"] = "$;",
        ["$-I"] = "$:",
        ["$-d"] = "$DEBUG",
        ["$-v"] = "$VERBOSE",
        ["$-w"] = "$VERBOSE",
        ["$LOADED_FEATURES"] = "$\"",
        ["$LOAD_PATH"] = "$:",
        ["$PROGRAM_NAME"] = "$0",
    };

    internal void AliasGlobal(string name, string original) => globalAliases[name] = original;

    internal object Global(Frame frame, string name)
    {
        name = globalAliases.GetValueOrDefault(name, name);
        switch (name)
        {
            case "$~":
                return frame.LastMatch;
            case "$!":
                return (object?)CurrentError ?? Nil.Value;
            case "$@":
                return CurrentError?.Backtrace ?? Nil.Value;
            case "$&" or "$`" or "$'" or "$+":
                return frame.LastMatch is RubyMatch found ? MatchPart(found, name[1]) : Nil.Value;
            default:
                if (char.IsAsciiDigit(name[1]) && name != "$0")
                {
                    return frame.LastMatch is RubyMatch match
                        ? match.Group(
                            int.Parse(name.AsSpan(1), System.Globalization.CultureInfo.InvariantCulture)
                        )
                        : Nil.Value;
                }
                return globals.GetValueOrDefault(name, Nil.Value);
        }
    }

    /// <summary>A global variable that is the same wherever it is read.</summary>
    internal object Global(string name) => globals.GetValueOrDefault(name, Nil.Value);

    internal IEnumerable<string> GlobalNames =>
        globals.Keys.Concat(["$~", "$!", "$@", "$&", "$`", "$'", "$+"]);

    private object MatchPart(RubyMatch match, char part) =>
        part switch
        {
            '&' => match.Group(0),
            '`' => match.Part(match.Text[..match.Match.Index]),
            '\'' => match.Part(match.Text[(match.Match.Index + match.Match.Length)..]),
            _ => match.LastGroup ?? Nil.Value,
        };

    internal bool HasGlobal(Frame frame, string name) =>
        globals.ContainsKey(globalAliases.GetValueOrDefault(name, name))
        || name is "$~" or "$!" or "$@"
        || Global(frame, name) is not Nil;

    internal void SetGlobal(Frame frame, string name, object value)
    {
        var given = name;
        name = globalAliases.GetValueOrDefault(name, name);
        switch (name)
        {
            case "$~":
                frame.LastMatch = value is RubyMatch or Nil
                    ? value
                    : throw Error(
                        "TypeError",
                        $"wrong argument type {RealClass(value).DisplayName} (expected MatchData)"
                    );
                return;
            case "$@":
                var error = CurrentError ?? throw Error("ArgumentError", "$! not set");
                Send(error, "set_backtrace", value);
                return;
            case "$!" or "$&" or "$`" or "$'" or "$+":
            case "$:" or "$\"" or "$$" when globals.ContainsKey(name):
                throw NameProblem("NameError", $"{given} is a read-only variable", given, Main, null);
            case "$stdout" or "$stderr" when !RespondsTo(value, "write"):
                throw Error("TypeError", $"{name} must have write method, {ClassOf(value).Name} given");
            case "$/" or "$\\" or "$," when value is not (RubyString or Nil):
                throw Error("TypeError", $"value of {given} must be String");
            case "$VERBOSE":
                value = value is Nil ? value : Booleans.Of(IsTrue(value));
                break;
            default:
                break;
        }
        globals[name] = value;
    }
}
