using Bunraku.Model;
using Bunraku.Tests;

namespace Bunraku.Apply.Tests;

/// <summary>
/// Ruby of modules asks a server on the loopback address: <c>fact</c> is code that collects what it is told.
/// </summary>
public sealed class RubyWebTests
{
    public static TheoryData<string> Cases => CaseFile.In("ruby-web");

    [Theory]
    [MemberData(nameof(Cases))]
    public void Code_is_told_what_the_reference_is_told(string name)
    {
        var @case = CaseFile.Read(name);
        using var web = new SmallWeb(Answer);
        var folder = Directory.CreateTempSubdirectory("bunraku-tests-").FullName;
        try
        {
            foreach (var file in @case.Sections.Where(section => section.Name == "fact"))
            {
                var text = file.Body.Replace("ADDRESS", web.Address, StringComparison.Ordinal);
                File.WriteAllText(Path.Combine(folder, file.Value), text);
            }
            using var host = new LiveHost(FileSources.None, request => ProcessRunner.Run(request));
            var problems = new List<string>();
            var facts = new FactCollection(
                host,
                new FactSources
                {
                    CustomFolders = [folder],
                    OnProblem = problem => problems.Add(problem.Message),
                }
            );
            var answers = facts.Find("web") as ArrayValue;
            Assert.Equal([], problems);
            @case.Expect("answers", string.Join('\n', answers!.Items.Select(Line)));
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static string Line(Value answer) =>
        answer.ToString()!.Replace("\n", "\\n", StringComparison.Ordinal);

    private static string Answer(string first, ILookup<string, string> headers, string body)
    {
        var path = first.Split(' ')[1].Split('?');
        return path[0] switch
        {
            "/motd" => Reply(
                "200 OK",
                "hello\n",
                "Content-Type: text/plain; charset=utf-8",
                "Last-Modified: Sun, 09 Sep 2001 01:46:40 GMT"
            ),
            "/go" => Reply("302 Found", "", "Location: /motd"),
            "/loop" => Reply("302 Found", "", "Location: /loop"),
            "/who" => Reply("200 OK", headers["authorization"].FirstOrDefault() ?? "nobody"),
            "/query" => Reply("200 OK", path.ElementAtOrDefault(1) ?? ""),
            "/post" => Reply("200 OK", $"{headers["content-type"].FirstOrDefault()} {body}"),
            _ => Reply("404 Not Found", "no such thing"),
        };
    }

    private static string Reply(string status, string body, params string[] headers) =>
        $"HTTP/1.1 {status}\r\n"
        + string.Concat(headers.Select(header => header + "\r\n"))
        + $"Content-Length: {body.Length}\r\nConnection: close\r\n\r\n{body}";
}
