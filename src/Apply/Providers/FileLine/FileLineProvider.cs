using Bunraku.Model;

namespace Bunraku.Apply;

/// <summary>
/// A line in a file, after puppetlabs-stdlib: found by its text or by <c>match</c>, put in the place of what
/// matches, after <c>after</c>, or at the end.
/// </summary>
internal sealed class FileLineProvider() : Provider("file_line", "ruby")
{
    public override Observed Observe(Host host, Resource desired)
    {
        var lines = LinesOf(host, desired);
        return new Observed { ["ensure"] = IsThere(lines, desired) ? "present" : "absent" };
    }

    public override void Enforce(Host host, Resource desired, ChangeSet changes)
    {
        var lines = LinesOf(host, desired);
        var result = changes.Removes ? Remove(lines, desired) : Put(lines, desired);
        host.WriteText(desired.Text("path")!, string.Concat(result.Select(line => line + "\n")));
    }

    private static bool IsThere(List<string> lines, Resource desired)
    {
        var isThere = lines.Contains(LineOf(desired));
        if (desired.Text("match") is not { } match)
        {
            return isThere;
        }
        var matches = Count(lines, match);
        if (desired.Text("ensure") == "absent")
        {
            return isThere || matches > 0 && IsSet(desired, "match_for_absence");
        }
        if (matches == 0)
        {
            return isThere || IsUnset(desired, "append_on_no_match");
        }
        return !IsSet(desired, "replace_all_matches_not_matching_line")
                && (isThere || IsUnset(desired, "replace"))
            || IsSet(desired, "replace_all_matches_not_matching_line")
                && lines.TrueForAll(line => line == LineOf(desired) || !Matches(line, match));
    }

    private static List<string> Put(List<string> lines, Resource desired)
    {
        var line = LineOf(desired);
        var match = desired.Text("match");
        var after = desired.Text("after");
        if (match is not null && Count(lines, match) is var matches and > 0)
        {
            if (
                matches > 1
                && !IsSet(desired, "multiple")
                && !IsSet(desired, "replace_all_matches_not_matching_line")
            )
            {
                throw new HostException(
                    $"More than one line in file '{desired.Text("path")}' matches pattern '{match}'"
                );
            }
            return [.. lines.Select(present => Matches(present, match) ? line : present)];
        }
        if (after is not null && Count(lines, after) is var anchors and > 0)
        {
            if (anchors > 1 && !IsSet(desired, "multiple"))
            {
                throw new HostException(
                    $"{anchors} lines match pattern '{after}' in file '{desired.Text("path")}'. "
                        + "One or no line must match the pattern."
                );
            }
            return
            [
                .. lines.SelectMany(present => Matches(present, after) ? [present, line] : new[] { present }),
            ];
        }
        return [.. lines, line];
    }

    private static List<string> Remove(List<string> lines, Resource desired)
    {
        if (desired.Text("match") is not { } match || !IsSet(desired, "match_for_absence"))
        {
            return [.. lines.Where(present => present != LineOf(desired))];
        }
        if (Count(lines, match) > 1 && !IsSet(desired, "multiple"))
        {
            throw new HostException(
                $"More than one line in file '{desired.Text("path")}' matches pattern '{match}'"
            );
        }
        return [.. lines.Where(present => !Matches(present, match))];
    }

    private static List<string> LinesOf(Host host, Resource desired)
    {
        var path = desired.Text("path")!;
        var text = host.ReadText(path) ?? throw new HostException($"No such file or directory - {path}");
        return text.Length == 0 ? [] : [.. (text.EndsWith('\n') ? text[..^1] : text).Split('\n')];
    }

    private static string LineOf(Resource desired) => desired.Text("line") ?? "";

    private static int Count(List<string> lines, string pattern) =>
        lines.Count(line => Matches(line, pattern));

    private static bool Matches(string line, string pattern) => RubyRegex.Of(pattern).Regex.IsMatch(line);

    private static bool IsSet(Resource desired, string attribute) => desired.Text(attribute) == "true";

    private static bool IsUnset(Resource desired, string attribute) => desired.Text(attribute) == "false";
}
