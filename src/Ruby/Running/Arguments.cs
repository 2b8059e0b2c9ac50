namespace Bunraku.Ruby;

/// <summary>What is said about arguments that do not fit, in Ruby's words.</summary>
internal static class Arguments
{
    public static RubyError WrongNumber(Runtime ruby, int given, int least, int most, string more = "")
    {
        var expected =
            most == int.MaxValue ? $"{least}+"
            : least == most ? $"{least}"
            : $"{least}..{most}";
        return ruby.Error(
            "ArgumentError",
            $"wrong number of arguments (given {given}, expected {expected}{more})"
        );
    }

    public static RubyError Missing(Runtime ruby, List<string> names) =>
        ruby.Error(
            "ArgumentError",
            $"missing keyword{(names.Count > 1 ? "s" : "")}: {string.Join(", ", names.Select(name => ":" + name))}"
        );

    public static RubyError Unknown(Runtime ruby, List<object> keys) =>
        ruby.Error(
            "ArgumentError",
            $"unknown keyword{(keys.Count > 1 ? "s" : "")}: {string.Join(", ", keys.Select(ruby.Inspect))}"
        );
}
