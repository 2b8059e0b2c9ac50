using System.Collections.Immutable;
using System.Text;
using Bunraku.Model;
using Bunraku.Tests;
using Bunraku.Text;

namespace Bunraku.Compiler.Tests;

/// <summary>
/// <c>cases/lookup</c>: data files, a configuration, variables, then keys to look up. A line of <c>keys</c>
/// is a key,
/// optionally with <c> | </c> and a merge strategy in YAML, or <c>hiera_hash KEY</c> and its like.
/// </summary>
public sealed class LookupCaseTests
{
    public static TheoryData<string> Cases => CaseFile.In("lookup");

    [Theory]
    [MemberData(nameof(Cases))]
    public void Keys_are_looked_up_as_the_case_says(string name)
    {
        var test = CaseFile.Read(name);
        using var site = new LookupSite(test);
        test.Expect("values", site.Answers());
        if (test["warnings"] is not null || site.Warnings.Length > 0)
        {
            test.Expect("warnings", site.Warnings);
        }
        if (test["uses"] is not null)
        {
            test.Expect("uses", site.Uses);
        }
    }

    [Fact]
    public void Both_versions_of_the_configuration_give_the_same_answers()
    {
        var five = CaseFile.Read("lookup/same-data-version-5.case");
        var three = CaseFile.Read("lookup/same-data-version-3.case");
        Assert.Equal(five["data/common.yaml"], three["data/common.yaml"]);
        using var first = new LookupSite(five);
        using var second = new LookupSite(three);
        Assert.Equal(first.Answers(), second.Answers());
    }

    [Fact]
    public void A_changed_data_file_is_read_again()
    {
        var directory = Directory.CreateTempSubdirectory("bunraku-lookup-");
        try
        {
            var path = Path.Combine(directory.FullName, "a.yaml");
            var files = new DataFiles();
            var reads = 0;
            string Read() =>
                files.Read(
                    path,
                    file =>
                    {
                        reads++;
                        return file.Text;
                    }
                );
            File.WriteAllText(path, "a: 1");
            Assert.Equal("a: 1", Read());
            Assert.Equal("a: 1", Read());
            Assert.Equal(1, reads);
            File.WriteAllText(path, "a: 22");
            Assert.Equal("a: 22", Read());
        }
        finally
        {
            directory.Delete(recursive: true);
        }
    }

    [Fact]
    public void A_value_of_the_wrong_type_is_told()
    {
        using var site = new LookupSite(CaseFile.Read("lookup/layers.case"));
        var type = new ArrayType(new IntegerType());
        var failure = Assert.Throws<EvaluationException>(() => site.Ask(new(["list"]) { ValueType = type }));
        Assert.Equal("wrong-data-type", failure.Diagnostic.Code);
        Assert.StartsWith(
            "Found value has wrong type, index 0 expects an Integer value, got String",
            failure.Diagnostic.Reference!.Message.Trim().Split('\n')[0],
            StringComparison.Ordinal
        );
        var absent = new LookupRequest(["absent"]) { ValueType = type };
        Assert.Equal(ArrayValue.Empty, site.Ask(absent with { Default = ArrayValue.Empty }));
        Assert.Throws<EvaluationException>(() => site.Ask(absent with { Default = "text" }));
        Assert.Throws<EvaluationException>(() => site.Ask(absent with { Block = () => "text" }));
        var standing = HashValue.Of(("absent", "text"));
        Assert.Throws<EvaluationException>(() => site.Ask(absent with { Defaults = standing }));
        Assert.Throws<EvaluationException>(() => site.Ask(absent with { Override = standing }));
    }

    [Fact]
    public void A_compilation_tells_which_class_used_which_data()
    {
        var result = CompileCase("hiera-lookup-options");
        Assert.True(result.Lookups.IsDataDriven("k"));
        Assert.False(result.Lookups.IsDataDriven(""));
        Assert.Equal(
            ["k::list a.yaml:6", "k::list b.yaml:1", "k::hash a.yaml:7", "k::hash b.yaml:2"],
            result
                .Lookups.Uses.Take(4)
                .Select(use => $"{use.Key} {Path.GetFileName(use.File)}:{use.Place!.Value.Line}")
        );
    }

    [Theory]
    [InlineData("webserver")]
    [InlineData("database")]
    [InlineData("cachier")]
    public void The_example_site_compiles_to_the_same_with_either_version(string role)
    {
        var site = Path.Combine(CaseFile.Root, "examples", "website");
        string Compile(string configuration)
        {
            var environment = new PuppetEnvironment(
                new EnvironmentSource(CaseFile.CasesRoot)
                {
                    Code = File.ReadAllText(Path.Combine(site, "default.pp")),
                    ModulePath = [Path.Combine(site, "modules")],
                }
            );
            var facts = HashValue.Of(
                ("role", role),
                ("container", role == "cachier" ? "cachier" : "website"),
                ("clientcert", "node"),
                ("os", HashValue.Of(("family", "Debian"), ("name", "Debian")))
            );
            var settings = new CompileSettings { GlobalHiera = Path.Combine(site, configuration) };
            var result = CatalogCompiler.Compile(
                new CompileRequest(environment, "node") { Facts = facts, Settings = settings }
            );
            Assert.Equal("", DiagnosticRenderer.Render(result.Diagnostics));
            return string.Join('\n', result.Catalog!.Resources.Select(r => $"{r.Reference} {r.Parameters}"));
        }
        Assert.Equal(Compile("hiera.yaml"), Compile("hiera3.yaml"));
    }

    [Fact]
    public void Code_at_top_scope_uses_data_for_no_class() =>
        Assert.All(CompileCase("hiera-basic-layers").Lookups.Uses, use => Assert.Equal("", use.ClassName));

    private static CompileResult CompileCase(string name)
    {
        var directory = Path.Combine(CaseFile.CasesRoot, "conformance", name);
        var code = File.ReadAllText(Path.Combine(directory, "manifest.pp"));
        var environment = new PuppetEnvironment(new EnvironmentSource(directory) { Code = code });
        var facts = HashValue.Of(("role", "web"), ("os", HashValue.Of(("family", "Debian"))));
        return CatalogCompiler.Compile(
            new CompileRequest(environment, "web01.example.com") { Facts = facts }
        );
    }

    [Fact]
    public void Built_in_backends_are_on_the_roster() =>
        Assert.Equal(
            ["eyaml_lookup_key", "hocon_data", "json_data", "yaml_data"],
            LookupBackend.Names.Order()
        );
}

/// <summary>The files of a case on disk, and a lookup over them.</summary>
internal sealed class LookupSite : IDisposable
{
    private readonly DirectoryInfo root = Directory.CreateTempSubdirectory("bunraku-lookup-");
    private readonly StringBuilder warnings = new();
    private readonly CaseFile test;
    private readonly HieraLookup lookup;
    private readonly Dictionary<string, Value> variables = [];

    public LookupSite(CaseFile test)
    {
        this.test = test;
        foreach (var section in test.Sections.Where(section => section.Name.Contains('.')))
        {
            var path = Path.Combine(root.FullName, section.Name);
            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            File.WriteAllText(path, section.Body.Replace("ROOT", root.FullName, StringComparison.Ordinal));
        }
        if (test["variables"] is { } text)
        {
            var tree = YamlReader.Read(new SourceFile("variables", text)).Tree!;
            foreach (var (key, value) in ((HashValue)ValueTree.ToValue(tree)).Entries)
            {
                variables[key.ToString()] = value;
            }
        }
        lookup = new HieraLookup(
            new LookupSettings
            {
                Files = new DataFiles(),
                GlobalConfiguration = Path.Combine(root.FullName, "global", "hiera.yaml"),
                EnvironmentDirectory = root.FullName,
                ModuleDirectory = module =>
                    Path.Combine(root.FullName, "modules", module) is var path && Directory.Exists(path)
                        ? path
                        : null,
                Strict = test.Value("strict") == "warning" ? Severity.Warning : Severity.Error,
                Warn = message => warnings.Append(message).Append('\n'),
                Call = Call,
            }
        );
    }

    public string Warnings => Anonymous(warnings.ToString());

    public string Uses =>
        string.Concat(
            lookup.Trace.Uses.Select(use =>
                $"{(use.ClassName.Length > 0 ? use.ClassName : "main")}: {use.Key} from {Anonymous($"{use.Place}")}\n"
            )
        );

    public Value Ask(LookupRequest request)
    {
        var outer = lookup.Invoke(new LookupScope("", variables.GetValueOrDefault));
        return lookup.Answer(request, outer);
    }

    public string Answers() =>
        string.Concat(
            test["keys"]!
                .Split('\n', StringSplitOptions.RemoveEmptyEntries)
                .Select(line => $"{line}\n  {Answer(line)}\n")
        );

    public void Dispose() => root.Delete(recursive: true);

    private string Answer(string line)
    {
        var scope = new LookupScope(
            variables.GetValueOrDefault("calling_class")?.ToString() ?? "",
            name =>
                variables.GetValueOrDefault(
                    name.StartsWith("::", StringComparison.Ordinal) ? name[2..] : name
                )
        );
        try
        {
            return Anonymous(ValueText.Of(Ask(line, scope)));
        }
        catch (EvaluationException failure)
        {
            var reference = failure.Diagnostic.Reference!;
            var text = DiagnosticRenderer.Render([failure.Diagnostic]).TrimEnd('\n');
            return Anonymous($"{reference.Message}\n{text}").Replace("\n", "\n  ", StringComparison.Ordinal);
        }
    }

    private Value Ask(string line, LookupScope scope)
    {
        var invocation = lookup.Invoke(scope);
        if (line.StartsWith("parameter ", StringComparison.Ordinal))
        {
            var parts = line.Split(' ');
            return ParameterLookup.Find(lookup, parts[1], parts[2], scope) ?? "not found";
        }
        if (line.StartsWith("hiera", StringComparison.Ordinal))
        {
            var parts = line.Split(' ');
            return Hiera3Call.Answer(
                lookup,
                scope,
                parts[0],
                parts[1],
                parts.Length > 2 ? parts[2] : UndefValue.Instance
            );
        }
        var (names, merge) = line.Split(" | ") is [var key, var strategy] ? (key, strategy) : (line, null);
        return lookup.Answer(
            new LookupRequest([.. names.Split(", ")]) { Merge = merge is null ? null : Yaml(merge) },
            invocation
        );
    }

    private static Value Yaml(string text) =>
        ValueTree.ToValue(YamlReader.Read(new SourceFile("merge", text)).Tree!);

    /// <summary>
    /// Stands in for the language: two data functions, and conversions to what the cases convert to.
    /// </summary>
    private Value? Call(string name, ImmutableArray<Value> arguments) =>
        (name, arguments) switch
        {
            ("new", [StringValue { Text: "Sensitive" }, var value]) => new SensitiveValue(value),
            ("new", [StringValue { Text: "Integer" }, var value]) => long.TryParse(
                value.ToString(),
                out var number
            )
                ? number
                : throw new EvaluationException(
                    LookupDiagnostics.WrongType($"'{value}' cannot be converted to Integer")
                ),
            ("m::data", [HashValue options, LookupContext context]) => HashValue.Of(
                ("k", $"{options.Find("pre")}-v"),
                ("i", context.Call("interpolate", ["%{facts.role}"], null)!)
            ),
            ("m::lk", [var key, HashValue, LookupContext context]) => key.ToString()
                .StartsWith("dyn_", StringComparison.Ordinal)
                ? "dynamic " + key.ToString()[4..]
                : context.Call("not_found", [], null),
            ("m::dig", [ArrayValue keys, HashValue, LookupContext context]) => keys.Count > 1
                ? string.Join('/', keys.Items)
                : context.Call("not_found", [], null),
            _ => null,
        };

    private string Anonymous(string text) => text.Replace(root.FullName, "ROOT", StringComparison.Ordinal);
}
