using Bunraku.Text;

namespace Bunraku.Ruby;

/// <summary>What is there from the start besides the classes, and what can be required.</summary>
internal static class Library
{
    /// <summary>Libraries whose classes are always there, or are not needed at all.</summary>
    private static readonly HashSet<string> Known =
    [
        "set",
        "json",
        "time",
        "date",
        "erb",
        "cgi",
        "cgi/util",
        "cgi/escape",
        "base64",
        "shellwords",
        "digest",
        "digest/md5",
        "digest/sha1",
        "digest/sha2",
        "securerandom",
        "English",
        "forwardable",
        "singleton",
        "uri",
        "ostruct",
        "pathname",
        "yaml",
        "puppet",
        "facter",
        "rubygems",
        "bigdecimal",
        "strscan",
        "tempfile",
        "timeout",
        "fileutils",
        "etc",
        "open3",
    ];

    public static void Define(Runtime r)
    {
        var classes = r.Classes;
        var constants = classes.Object.Constants;
        constants["RUBY_VERSION"] = r.String("3.1.2");
        constants["RUBY_PLATFORM"] = r.String("x86_64-linux-gnu");
        constants["RUBY_ENGINE"] = r.String("ruby");
        constants["ARGV"] = r.Array([]);
        constants["ENV"] = r.Hash();
        var numbers = classes.Float.Constants;
        (numbers["INFINITY"], numbers["NAN"], numbers["EPSILON"], numbers["MAX"], numbers["MIN"]) = (
            double.PositiveInfinity,
            double.NaN,
            double.BitIncrement(1.0) - 1.0,
            double.MaxValue,
            2.2250738585072014e-308
        );
        var flags = classes.Regexp.Constants;
        (flags["IGNORECASE"], flags["EXTENDED"], flags["MULTILINE"]) = (1L, 2L, 4L);
        ClassMethods.Define(r);
        ModuleLibraries.Define(r);
    }

    public static bool Require(Runtime r, string name)
    {
        name = name.EndsWith(".rb", StringComparison.Ordinal) ? name[..^3] : name;
        if (!r.Required.Add(name))
        {
            return false;
        }
        if (r.Doors.FindLibrary(name) is { } program)
        {
            program.Run(r);
            return true;
        }
        if (Known.Contains(name) || name.StartsWith("puppet/", StringComparison.Ordinal))
        {
            return true;
        }
        r.Required.Remove(name);
        throw r.Error("LoadError", $"cannot load such file -- {name}");
    }

    public static bool RequireRelative(Runtime r, string name)
    {
        var from = r.Site?.Span.File.Path is { } path ? Path.GetDirectoryName(path) : null;
        var full = Path.GetFullPath(
            Path.Combine(from ?? "/", name.EndsWith(".rb", StringComparison.Ordinal) ? name : name + ".rb")
        );
        if (!r.Required.Add(full))
        {
            return false;
        }
        var program =
            r.Doors.FindProgram(full) ?? throw r.Error("LoadError", $"cannot load such file -- {full}");
        program.Run(r);
        return true;
    }
}
