using System.Text.RegularExpressions;
using Bunraku.Model;

namespace Bunraku.Apply;

/// <summary>
/// A line in a file, after puppetlabs-stdlib: found by its text or by <c>match</c>, put in the place of what
/// matches, after <c>after</c>, or at the end. Lines keep their own ends: what is not ours stays as it is.
/// </summary>
internal sealed class FileLineProvider() : Provider("file_line", "ruby")
{
    public override Observed Observe(Host host, Resource desired)
    {
        // A file that is missing may be made by then; without it there is nothing to remove.
        var text = host.ReadText(desired.Text("path")!);
        var isThere = text is not null && new Lines(text, desired).HasLine;
        return new Observed { ["ensure"] = isThere ? "present" : "absent" };
    }

    public override void Enforce(Host host, Resource desired, ChangeSet changes)
    {
        var path = desired.Text("path")!;
        var text =
            host.ReadText(path)
            ?? throw new HostException($"No such file or directory @ rb_sysopen - {path}");
        var lines = new Lines(text, desired);
        host.WriteText(path, string.Concat(changes.Removes ? lines.Without() : lines.With()));
    }

    private sealed class Lines(string text, Resource desired)
    {
        private readonly List<string> lines = Split(text);
        private readonly string? wanted = desired.Text("line");
        private readonly RubyRegex? match = PatternOf(desired, "match");
        private readonly RubyRegex? after = PatternOf(desired, "after");
        private readonly bool replacesAll = IsSet(desired, "replace_all_matches_not_matching_line");

        /// <summary>Whether nothing is to be done for presence, or something for absence.</summary>
        public bool HasLine
        {
            get
            {
                var isThere = lines.Exists(line => Chomp(line) == wanted);
                var matches = match is null ? 0 : Count(match);
                return desired.Text("ensure") == "absent"
                        ? isThere || matches > 0 && IsSet(desired, "match_for_absence")
                    : match is null ? isThere
                    : matches == 0 ? isThere || !IsSet(desired, "append_on_no_match")
                    : !replacesAll && (isThere || !IsSet(desired, "replace"));
            }
        }

        public IEnumerable<string> With()
        {
            if (match is not null && Count(match) > 0)
            {
                CheckOne(match);
                return lines.Select(line => Matches(match, line) ? Whole(wanted!) : Whole(line));
            }
            if (after is null || Count(after) is var anchors && anchors == 0)
            {
                return [.. lines.Select(Whole), Whole(wanted!)];
            }
            if (match is not null)
            {
                var first = lines.FindIndex(line => Matches(after, line)) + 1;
                return [.. lines[..first].Select(Whole), Whole(wanted!), .. lines[first..].Select(Whole)];
            }
            if (anchors > 1 && !IsSet(desired, "multiple"))
            {
                throw new HostException(
                    $"{anchors} lines match pattern '{after.Source}' in file '{desired.Text("path")}'. "
                        + "One or no line must match the pattern."
                );
            }
            return lines.SelectMany(line =>
                Matches(after, line) ? new[] { Whole(line), Whole(wanted!) } : [Whole(line)]
            );
        }

        public IEnumerable<string> Without()
        {
            if (match is null || !IsSet(desired, "match_for_absence"))
            {
                return lines.Where(line => Chomp(line) != wanted);
            }
            CheckOne(match);
            return lines.Where(line => !Matches(match, line));
        }

        private void CheckOne(RubyRegex pattern)
        {
            if (Count(pattern) > 1 && !IsSet(desired, "multiple"))
            {
                throw new HostException(
                    $"More than one line in file '{desired.Text("path")}' matches pattern '{pattern.Source}'"
                );
            }
        }

        /// <summary>The lines that match; where all are replaced, without those that are as wanted.</summary>
        private int Count(RubyRegex pattern) =>
            lines.Count(line => Matches(pattern, line) && !(replacesAll && Chomp(line) == wanted));

        private static bool Matches(RubyRegex pattern, string line)
        {
            try
            {
                return pattern.Regex.IsMatch(line);
            }
            catch (RegexMatchTimeoutException tooSlow)
            {
                throw new HostException(
                    $"matching /{pattern.Source}/ takes longer than {RubyRegex.LongestMatch.TotalSeconds} seconds",
                    tooSlow
                );
            }
        }

        private static RubyRegex? PatternOf(Resource desired, string attribute)
        {
            try
            {
                return desired.Text(attribute) is { } pattern ? RubyRegex.Of(pattern) : null;
            }
            catch (DataTypeException mistake)
            {
                throw new HostException(mistake.Message, mistake);
            }
        }

        private static bool IsSet(Resource desired, string attribute) => desired.Text(attribute) == "true";

        /// <summary>Lines with their ends; the last may have none.</summary>
        private static List<string> Split(string text)
        {
            var lines = new List<string>();
            for (var start = 0; start < text.Length; start += lines[^1].Length)
            {
                var end = text.IndexOf('\n', start) + 1;
                lines.Add(end == 0 ? text[start..] : text[start..end]);
            }
            return lines;
        }

        private static string Chomp(string line) =>
            line.EndsWith("\r\n", StringComparison.Ordinal) ? line[..^2]
            : line.EndsWith('\n') || line.EndsWith('\r') ? line[..^1]
            : line;

        private static string Whole(string line) => line.EndsWith('\n') ? line : line + "\n";
    }
}
