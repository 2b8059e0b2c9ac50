using System.Collections.Frozen;
using Bunraku.Text;

namespace Bunraku.Ruby;

/// <summary>What is there from the start besides the classes, and what can be required.</summary>
internal static class Library
{
    /// <summary>
    /// Libraries whose classes are always there, and such as mean nothing here because others do their work.
    /// </summary>
    private static readonly FrozenSet<string> Built = new[]
    {
        "set",
        "time",
        "cgi",
        "cgi/util",
        "cgi/escape",
        "base64",
        "shellwords",
        "digest",
        "digest/md5",
        "digest/sha1",
        "digest/sha2",
        "digest/bubblebabble",
        "yaml",
        "psych",
        "timeout",
        "rbconfig",
        "enumerator",
        "fiber",
        "io/console",
        "io/wait",
        "objspace",
        "bundler",
        "bundler/setup",
        "puppet",
        "facter",
        "hiera",
        "puppet_x",
    }.ToFrozenSet();

    /// <summary>Libraries that are written in Ruby, by what is required.</summary>
    private static readonly FrozenDictionary<string, Lazy<Body>> Written = typeof(Library)
        .Assembly.GetManifestResourceNames()
        .Where(name => name.EndsWith(".rb", StringComparison.Ordinal))
        .ToFrozenDictionary(
            name => name[..^3].Replace("--", "/", StringComparison.Ordinal),
            name => new Lazy<Body>(() => Read(name))
        );

    /// <summary>Constants that programs use without a word of which library they are from.</summary>
    private static readonly FrozenDictionary<string, string> Homes = new Dictionary<string, string>
    {
        ["ERB"] = "erb",
        ["Abbrev"] = "abbrev",
        ["Addrinfo"] = "socket",
        ["BasicSocket"] = "socket",
        ["Benchmark"] = "benchmark",
        ["BigDecimal"] = "bigdecimal",
        ["CGI"] = "cgi/core",
        ["CSV"] = "csv",
        ["Date"] = "date",
        ["DateTime"] = "date",
        ["Delegator"] = "delegate",
        ["Etc"] = "etc",
        ["FileUtils"] = "fileutils",
        ["Find"] = "find",
        ["Forwardable"] = "forwardable",
        ["Gem"] = "rubygems",
        ["IPAddr"] = "ipaddr",
        ["IPSocket"] = "socket",
        ["Logger"] = "logger",
        ["Monitor"] = "monitor",
        ["MonitorMixin"] = "monitor",
        ["Net"] = "net/http",
        ["Observable"] = "observer",
        ["Open3"] = "open3",
        ["OpenSSL"] = "openssl",
        ["OpenStruct"] = "ostruct",
        ["OptionParser"] = "optparse",
        ["Pathname"] = "pathname",
        ["PP"] = "pp",
        ["PrettyPrint"] = "prettyprint",
        ["REXML"] = "rexml/document",
        ["Resolv"] = "resolv",
        ["SecureRandom"] = "securerandom",
        ["SimpleDelegator"] = "delegate",
        ["SingleForwardable"] = "forwardable",
        ["Singleton"] = "singleton",
        ["Socket"] = "socket",
        ["SocketError"] = "socket",
        ["StringIO"] = "stringio",
        ["StringScanner"] = "strscan",
        ["TCPServer"] = "socket",
        ["TCPSocket"] = "socket",
        ["TSort"] = "tsort",
        ["Tempfile"] = "tempfile",
        ["UDPSocket"] = "socket",
        ["UNIXServer"] = "socket",
        ["UNIXSocket"] = "socket",
        ["URI"] = "uri",
        ["WeakRef"] = "weakref",
        ["Zlib"] = "zlib",
    }.ToFrozenDictionary();

    /// <summary>Constants of the language itself that are made when they are first used.</summary>
    private static readonly FrozenDictionary<string, string> Cores = new Dictionary<string, string>
    {
        ["Complex"] = "complex",
        ["ConditionVariable"] = "thread",
        ["Enumerator::Lazy"] = "enumerator/lazy",
        ["File::Stat"] = "file/stat",
        ["Marshal"] = "marshal",
        ["Mutex"] = "thread",
        ["Queue"] = "thread",
        ["ObjectSpace::WeakMap"] = "weakmap",
        ["Rational"] = "rational",
        ["Signal"] = "signal",
        ["SizedQueue"] = "thread",
        ["Thread"] = "thread",
    }.ToFrozenDictionary();

    /// <summary>A method that a library defines, which is read when the method is first called.</summary>
    public static void Late(NativeTable t, string name, string library) =>
        t.On(
            name,
            -1,
            (r, s, a, b) =>
                Require(r, library)
                    ? r.Send(s, name, a, b)
                    : r.Missing(s, name, a, b, isOwn: true, isBare: false, r.Site?.Span)
        );

    /// <summary>Whether a room above has brought a library's classes already.</summary>
    private static bool IsThere(Runtime r, string library) =>
        Homes.Any(home => home.Value == library && r.Classes.Object.Constants.ContainsKey(home.Key));

    private static Body Read(string name)
    {
        using var stream = typeof(Library).Assembly.GetManifestResourceStream(name)!;
        using var reader = new StreamReader(stream);
        var result = Parser.Parse(
            new SourceFile($"{Runtime.InternalPrefix}{name[..^3]}>", reader.ReadToEnd())
        );
        return Lowering.Program(
            result.Program
                ?? throw new System.Diagnostics.UnreachableException(Programs.Message(result.Problem!))
        );
    }

    /// <summary>The value of a constant of a library that was not required yet, or null.</summary>
    public static object? Autoload(Runtime r, string name) =>
        Homes.TryGetValue(name, out var library) && !r.Required.Contains(library)
            ? Loaded(r, r.Classes.Object, name, library)
            : Core(r, r.Classes.Object, name);

    /// <summary>The value of a constant of the language itself that was not used yet, or null.</summary>
    public static object? Core(Runtime r, RubyModule outer, string name) =>
        Cores.TryGetValue(outer == r.Classes.Object ? name : $"{outer.Name}::{name}", out var library)
        && !r.Required.Contains(library)
            ? Loaded(r, outer, name, library)
            : null;

    private static object? Loaded(Runtime r, RubyModule outer, string name, string library)
    {
        Require(r, library);
        return outer.Constants.GetValueOrDefault(name);
    }

    public static void Define(Runtime r)
    {
        var classes = r.Classes;
        var constants = classes.Object.Constants;
        constants["RUBY_VERSION"] = r.String(Runtime.LanguageVersion);
        constants["RUBY_PLATFORM"] = r.String("x86_64-linux-gnu");
        constants["RUBY_ENGINE"] = r.String("ruby");
        constants["RUBY_ENGINE_VERSION"] = r.String(Runtime.LanguageVersion);
        constants["RUBY_PATCHLEVEL"] = 0L;
        constants["RUBY_RELEASE_DATE"] = r.String("2022-04-12");
        constants["RUBY_COPYRIGHT"] = r.String("ruby - Copyright (C) 1993-2022 Yukihiro Matsumoto");
        constants["RUBY_DESCRIPTION"] = r.String($"ruby {Runtime.LanguageVersion} [x86_64-linux-gnu]");
        constants["ARGV"] = r.Array([]);
        constants["TOPLEVEL_BINDING"] = new RubyBinding(
            classes.Binding,
            new Frame(r, r.Main, [], r.Top),
            new Layout(null)
        );
        var variables = r.Hash();
        foreach (var (name, value) in r.Doors.Variables)
        {
            variables[r.HashKey(r.String(name))] = r.String(value);
        }
        constants["ENV"] = variables;
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
        (flags["FIXEDENCODING"], flags["NOENCODING"]) = (16L, 32L);
        EncodingMethods.Define(r);
        ClassMethods.Define(r);
        ModuleLibraries.Define(r);
        YamlLibrary.Define(r);
        DigestLibrary.Define(r);
        RandomMethods.Define(r);
        TimeoutLibrary.Define(r);
        FiberLibrary.Define(r);

        var main = r.SingletonOf(r.Main);
        main.Define(
            "public",
            0,
            int.MaxValue,
            static (r, _, a, _) => ModuleMethods.SetVisibility(r, r.Classes.Object, a, Visibility.Public)
        );
        main.Define(
            "private",
            0,
            int.MaxValue,
            static (r, _, a, _) => ModuleMethods.SetVisibility(r, r.Classes.Object, a, Visibility.Private)
        );
        main.Define(
            "ruby2_keywords",
            1,
            int.MaxValue,
            static (r, _, a, _) => r.Send(r.Classes.Object, "ruby2_keywords", a)
        );
        r.Run(Written["core"].Value, r.Main);
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
            return RunOnce(r, program, name);
        }
        if (IsThere(r, name))
        {
            return true;
        }
        if (Written.TryGetValue(name, out var library))
        {
            switch (name)
            {
                case "erb":
                    ErbLibrary.Define(r);
                    break;
                case "net/http":
                    NetLibrary.Define(r);
                    break;
                case "openssl":
                    OpenSslLibrary.Define(r);
                    break;
                case "zlib":
                    ZlibLibrary.Define(r);
                    break;
                default:
                    break;
            }
            r.Run(library.Value, r.Main);
            return true;
        }
        if (Built.Contains(name) || r.Doors.HasLibrary(name))
        {
            return true;
        }
        r.Required.Remove(name);
        var error = r.Error("LoadError", $"cannot load such file -- {name}");
        error.Value.Details["path"] = r.String(name);
        throw error;
    }

    /// <summary>A file is run once, whether it is required by its name or by its path.</summary>
    private static bool RunOnce(Runtime r, RubyProgram program, string name)
    {
        if (program.File.Path is { Length: > 0 } path && path != name && !r.Required.Add(path))
        {
            return false;
        }
        try
        {
            program.Run(r);
            return true;
        }
        catch (RubyError)
        {
            // What has failed may be tried again.
            r.Required.Remove(name);
            r.Required.Remove(program.File.Path);
            throw;
        }
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
        return RunOnce(r, program, full);
    }
}
