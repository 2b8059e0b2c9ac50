using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Bunraku.Tests;
using Bunraku.Text;

namespace Bunraku.Compiler.Tests;

/// <summary>
/// <c>cases/outcomes</c>: a manifest, files of its environment, who it is for; and what the reference says
/// comes of it.
/// </summary>
public sealed class OutcomeCaseTests : IDisposable
{
    private static readonly JsonSerializerOptions Plain = new()
    {
        Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    private readonly string scratch = Directory.CreateTempSubdirectory("outcome-").FullName;

    public static TheoryData<string> Cases() => CaseFile.In("outcomes");

    public void Dispose() => Directory.Delete(scratch, recursive: true);

    [Theory]
    [MemberData(nameof(Cases))]
    public void A_case_comes_out_as_recorded(string name)
    {
        var @case = CaseFile.Read(name);
        var line = Case(@case).ToJsonString();
        var one = OutcomeCaseReader.ReadLine(new SourceFile(name, line), 0, line.Length);
        var told = new OutcomeTelling().Tell(one, scratch);
        Assert.Null(told.Crash);
        @case.Expect("outcome", Print(JsonNode.Parse(told.Text)!.AsObject()));
    }

    /// <summary>The case as a line of a file of cases holds it.</summary>
    private static JsonObject Case(CaseFile @case)
    {
        var line = @case["with"] is { } with ? JsonNode.Parse(with)!.AsObject() : [];
        line["id"] = @case.Name;
        if (@case["manifest"] is { } manifest)
        {
            line["manifest"] = manifest[..^1];
        }
        var files = new JsonObject();
        foreach (var section in @case.Sections.Where(section => section.Name == "file"))
        {
            files[section.Value] = section.Body;
        }
        line["files"] = files;
        return line;
    }

    /// <summary>As lines: what stands on one line is what differs together.</summary>
    private static string Print(JsonObject outcome)
    {
        var output = new StringBuilder();
        Add("outcome", outcome["outcome"]);
        Add("error", outcome["error"]);
        AddEach("log", outcome["logs"]);
        Add("value", outcome["value"]);
        AddEach("resource", outcome["catalog"]?["resources"]);
        AddEach("edge", outcome["catalog"]?["edges"]);
        Add("classes", outcome["catalog"]?["classes"]);
        return output.ToString();

        void Add(string name, JsonNode? data)
        {
            if (data is not null)
            {
                output.Append(name).Append(' ').Append(data.ToJsonString(Plain)).Append('\n');
            }
        }

        void AddEach(string name, JsonNode? list)
        {
            foreach (var item in list?.AsArray() ?? [])
            {
                Add(name, item);
            }
        }
    }
}
