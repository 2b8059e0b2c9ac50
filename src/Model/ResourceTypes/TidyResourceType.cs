using System.Collections.Immutable;
using System.Globalization;

namespace Bunraku.Model;

internal sealed class TidyResourceType() : ResourceType("tidy")
{
    public override string Doc => "Old or big files that are removed.";

    public override bool IsIsomorphic => false;

    public override ImmutableArray<ResourceAttribute> Attributes { get; } =
    [
        NameParameter("path") with
        {
            Doc = "The file or directory.",
        },
        Parameter("recurse", "true", "false", "inf") with
        {
            Pattern = "^[0-9]+$",
            Doc = "Whether, or how deep, the files below a directory are looked at.",
        },
        Parameter("max_files") with
        {
            Pattern = "^[0-9]+$",
            Default = 0,
            Doc = "With more files than this the resource fails; 0 for no limit.",
        },
        Parameter("matches") with
        {
            Doc = "Shell patterns: only files whose name matches one are removed.",
        },
        Parameter("backup") with
        {
            Doc = "As the attribute of `file`.",
        },
        Parameter("age") with
        {
            Doc = "Files of this age or older: a number with `s`, `m`, `h`, `d` (the default) or `w`.",
        },
        Parameter("size") with
        {
            Doc = "Files of this size or bigger: a number with `b`, `k` (the default), `m`, `g` or `t`.",
        },
        Parameter("type", "atime", "mtime", "ctime") with
        {
            Default = "atime",
            Doc = "Which of a file's times says its age.",
        },
        Switch("rmdirs") with
        {
            Doc = "Whether directories are removed as well.",
        },
    ];

    protected override Value Munge(ResourceAttribute attribute, Value value) =>
        attribute.Name switch
        {
            "path" => FilePath.IsAbsolute(value.ToString()) ? FilePath.Normalize(value.ToString()) : value,
            "age" => Measure(value, 'd', "age", AgeUnit),
            "size" => Measure(value, 'k', "size", SizeUnit),
            _ => value,
        };

    protected override IEnumerable<string> Check(ResourceDraft draft) =>
        draft["matches"] is not null
        && draft.Text("recurse") is null or "false" or "0"
        && draft["matches"] is not null
            ?
            [
                $"Parameter matches failed on {draft.Reference}: "
                    + "Tidy can't use matches with recurse 0, false, or undef",
            ]
            : [];

    private static Value Measure(Value value, char usual, string what, Func<char, long?> unitOf)
    {
        var text = value.ToString();
        var digits = text.TakeWhile(char.IsAsciiDigit).Count();
        var rest = text[digits..];
        if (value is not StringValue || digits == 0 || !rest.All(c => char.IsLetterOrDigit(c) || c == '_'))
        {
            throw new AttributeException($"Invalid tidy {what} {text}");
        }
        var unit = rest.Length == 0 ? usual : char.ToLowerInvariant(rest[0]);
        return unitOf(unit) is { } factor
            ? long.Parse(text[..digits], CultureInfo.InvariantCulture) * factor
            : throw new AttributeException($"Invalid {what} unit '{unit}'");
    }

    private static long? AgeUnit(char unit) =>
        unit switch
        {
            's' => 1,
            'm' => 60,
            'h' => 60 * 60,
            'd' => 24 * 60 * 60,
            'w' => 7 * 24 * 60 * 60,
            _ => null,
        };

    private static long? SizeUnit(char unit) =>
        unit switch
        {
            'b' => 1,
            'k' => 1L << 10,
            'm' => 1L << 20,
            'g' => 1L << 30,
            't' => 1L << 40,
            _ => null,
        };
}
