using System.Diagnostics;
using System.Formats.Tar;
using System.IO.Compression;
using System.Net;
using System.Security.Cryptography;
using System.Text;
using Bunraku.Text;

namespace Bunraku.Modules.Tests;

/// <summary>Installing from paths, git repositories and a Forge, told as stories.</summary>
public sealed class InstallTests : IDisposable
{
    private readonly string root = Directory.CreateTempSubdirectory("bunraku-modules-").FullName;
    private readonly TinyForge forge = new();

    public void Dispose()
    {
        forge.Dispose();
        Directory.Delete(root, recursive: true);
    }

    [Fact]
    public void A_module_that_lies_in_the_modules_directory_is_left_alone()
    {
        Write("site/modules/profile/manifests/init.pp", "class profile {}");
        var result = Install("mod 'profile', :path => 'modules/profile'\nmod 'profile2', local: true\n");
        Assert.Equal(["missing-module-directory"], Codes(result));
        Assert.Equal(["profile"], Install("mod 'profile', :path => 'modules/profile'").Unchanged);
        Assert.Null(new FileInfo(Path.Combine(root, "site/modules/profile")).LinkTarget);
    }

    [Fact]
    public void A_path_elsewhere_is_linked_so_that_edits_are_seen()
    {
        Write("shared/base/manifests/init.pp", "class base {}");
        var result = Install("mod 'base', :path => '../shared/base'");
        Assert.Equal(["base"], result.Installed);
        Write("shared/base/manifests/init.pp", "class base { notice('new') }");
        Assert.Contains("new", Read("site/modules/base/manifests/init.pp"), StringComparison.Ordinal);
        Assert.Equal(["base"], Install("mod 'base', :path => '../shared/base'").Unchanged);
    }

    [Fact]
    public void A_module_that_leaves_the_Puppetfile_is_removed_and_foreign_ones_stay()
    {
        Write("shared/base/manifests/init.pp", "class base {}");
        Write("site/modules/own/manifests/init.pp", "class own {}");
        Install("mod 'base', :path => '../shared/base'");
        var result = Install("");
        Assert.Equal(["base"], result.Removed);
        Assert.False(Path.Exists(Path.Combine(root, "site/modules/base")));
        Assert.True(File.Exists(Path.Combine(root, "shared/base/manifests/init.pp")));
        Assert.True(Directory.Exists(Path.Combine(root, "site/modules/own")));
    }

    [Fact]
    public void What_stands_in_the_way_is_not_overwritten()
    {
        Write("shared/base/manifests/init.pp", "class base {}");
        Write("site/modules/base/manifests/init.pp", "class base { notice('mine') }");
        var result = Install("mod 'base', :path => '../shared/base'");
        Assert.Equal(["module-directory-taken"], Codes(result));
        Assert.Contains("mine", Read("site/modules/base/manifests/init.pp"), StringComparison.Ordinal);
    }

    [Fact]
    public void Git_branches_tags_and_commits_are_locked_to_their_commit()
    {
        var first = Commit("v1");
        Git("tag", "1.0.0");
        var second = Commit("v2");
        var url = Path.Combine(root, "repository");
        Install($"mod 'm', :git => '{url}', :tag => '1.0.0'");
        Assert.Equal("v1", Read("site/modules/m/file"));
        Assert.Contains(first, Read("site/Puppetfile.lock.json"), StringComparison.Ordinal);
        Assert.Equal(["m"], Install($"mod 'm', :git => '{url}', :branch => 'main'").Installed);
        Assert.Equal("v2", Read("site/modules/m/file"));
        Commit("v3");
        Assert.Equal(["m"], Install($"mod 'm', :git => '{url}', :branch => 'main'").Unchanged);
        Assert.Contains(second, Read("site/Puppetfile.lock.json"), StringComparison.Ordinal);
        Assert.Equal(["m"], Install($"mod 'm', :git => '{url}', :branch => 'main'", updates: true).Installed);
        Assert.Equal("v3", Read("site/modules/m/file"));
        Install($"mod 'm', git: '{url}', commit: '{first}', path: 'sub'");
        Assert.Equal("inner", Read("site/modules/m/inside"));
    }

    [Fact]
    public void A_git_reference_that_is_not_there_is_told()
    {
        Commit("v1");
        var result = Install($"mod 'm', :git => '{Path.Combine(root, "repository")}', :ref => 'nosuch'");
        Assert.Equal(["module-fetch"], Codes(result));
        Assert.Contains("nosuch", result.Diagnostics[0].Message, StringComparison.Ordinal);
        Assert.Equal(["module-fetch"], Codes(Install("mod 'm', :git => '/nonexistent/repository'")));
    }

    [Fact]
    public void The_highest_release_in_the_range_comes_from_the_forge()
    {
        forge.Add("acme-web", "1.0.0");
        forge.Add("acme-web", "1.4.0");
        forge.Add("acme-web", "2.0.0");
        Assert.Equal(["web"], Install("mod 'acme/web', '>= 1.0.0 < 2.0.0'").Installed);
        Assert.Contains("1.4.0", Read("site/modules/web/metadata.json"), StringComparison.Ordinal);
        Assert.True(File.Exists(Path.Combine(root, "site/modules/web/scripts/run")));
    }

    [Fact]
    public void A_locked_release_needs_no_network_when_the_store_has_it()
    {
        forge.Add("acme-web", "1.0.0");
        Install("mod 'acme/web', :latest");
        forge.Add("acme-web", "9.0.0");
        Directory.Delete(Path.Combine(root, "site/modules"), recursive: true);
        forge.IsDown = true;
        Assert.Equal(["web"], Install("mod 'acme/web', :latest").Installed);
        Assert.Contains("1.0.0", Read("site/modules/web/metadata.json"), StringComparison.Ordinal);
        Assert.Equal(["module-fetch"], Codes(Install("mod 'acme/other'")));
    }

    [Fact]
    public void A_release_with_another_digest_is_refused()
    {
        forge.Add("acme-web", "1.0.0", announced: new string('0', 64));
        var result = Install("mod 'acme/web'");
        Assert.Equal(["module-digest"], Codes(result));
        Assert.False(Path.Exists(Path.Combine(root, "site/modules/web")));
    }

    [Fact]
    public void A_replaced_release_does_not_pass_for_the_locked_one()
    {
        forge.Add("acme-web", "1.0.0");
        Install("mod 'acme/web'");
        Directory.Delete(Path.Combine(root, "cache"), recursive: true);
        forge.Add("acme-web", "1.0.0", content: "tampered");
        Directory.Delete(Path.Combine(root, "site/modules"), recursive: true);
        Assert.Equal(["module-digest"], Codes(Install("mod 'acme/web'")));
    }

    [Fact]
    public void Archives_that_lead_outside_are_refused()
    {
        forge.Add("acme-evil", "1.0.0", extraName: "acme-evil-1.0.0/../../../escaped");
        Assert.Equal(["module-fetch"], Codes(Install("mod 'acme/evil'")));
        Assert.False(File.Exists(Path.Combine(root, "escaped")));
    }

    [Fact]
    public void Dependencies_that_are_missing_or_too_old_are_told()
    {
        forge.Add(
            "acme-web",
            "1.0.0",
            dependencies: """[{"name":"acme/lib","version_requirement":">= 2.0.0"},{"name":"acme/gone","version_requirement":"1.x"}]"""
        );
        forge.Add("acme-lib", "1.0.0");
        var result = Install("mod 'acme/web'\nmod 'acme/lib'\n");
        Assert.True(result.Succeeded);
        Assert.Equal(["wrong-dependency", "missing-dependency"], Codes(result));
    }

    [Fact]
    public void Metadata_brings_the_dependencies_of_the_module_itself()
    {
        forge.Add("acme-lib", "1.0.0");
        Write(
            "site/metadata.json",
            """{"name":"acme-me","version":"0.1.0","dependencies":[{"name":"acme/lib","version_requirement":"1.x"}]}"""
        );
        Assert.Equal(["lib"], Install("metadata").Installed);
        Write("site/metadata.json", """{"name":5}""");
        var failure = Assert.Throws<DiagnosticException>(() => Install("metadata"));
        Assert.Equal("invalid-module-metadata", failure.Diagnostics[0].Code);
    }

    [Fact]
    public void A_broken_lock_file_is_told_with_its_place()
    {
        Write("site/Puppetfile.lock.json", """{ "version": 7 }""");
        var failure = Assert.Throws<DiagnosticException>(() => Install(""));
        Assert.Equal("invalid-lock-file", failure.Diagnostics[0].Code);
        Assert.Equal(14, failure.Diagnostics[0].Primary!.Span.Column);
    }

    [Fact]
    public void An_unchanged_installation_takes_no_time()
    {
        var text = new StringBuilder();
        for (var i = 0; i < 20; i++)
        {
            forge.Add($"acme-m{i}", "1.0.0");
            text.Append($"mod 'acme/m{i}', '1.0.0'\n");
        }
        Assert.Equal(20, Install(text.ToString()).Installed.Length);
        forge.IsDown = true;
        var best = Enumerable
            .Range(0, 5)
            .Min(_ =>
            {
                var clock = Stopwatch.StartNew();
                Assert.Equal(20, Install(text.ToString()).Unchanged.Length);
                return clock.Elapsed;
            });
        Assert.True(best < TimeSpan.FromMilliseconds(50), $"{best.TotalMilliseconds} ms");
    }

    private InstallResult Install(string puppetfile, bool updates = false)
    {
        Write("site/Puppetfile", puppetfile);
        var path = Path.Combine(root, "site/Puppetfile");
        var read = PuppetfileReader.Read(new SourceFile(path, puppetfile));
        Assert.Empty(read.Diagnostics);
        using var client = new HttpClient();
        var settings = new ModulesSettings(Path.Combine(root, "cache"), forge.Address) { Updates = updates };
        return new ModuleInstaller(settings, client).Install(read.Puppetfile);
    }

    private static IEnumerable<string> Codes(InstallResult result) => result.Diagnostics.Select(d => d.Code);

    private string Read(string path) => File.ReadAllText(Path.Combine(root, path));

    private void Write(string path, string text)
    {
        var full = Path.Combine(root, path);
        Directory.CreateDirectory(Path.GetDirectoryName(full)!);
        File.WriteAllText(full, text);
    }

    private string Commit(string content)
    {
        if (!Directory.Exists(Path.Combine(root, "repository")))
        {
            Write("repository/sub/inside", "inner");
            Git("init", "--quiet", "--initial-branch=main");
        }
        Write("repository/file", content);
        Git("add", ".");
        Git("-c", "user.name=t", "-c", "user.email=t@example.com", "commit", "--quiet", "-m", content);
        return Git("rev-parse", "HEAD").Trim();
    }

    private string Git(params string[] arguments)
    {
        var start = new ProcessStartInfo("git", arguments)
        {
            WorkingDirectory = Path.Combine(root, "repository"),
            RedirectStandardOutput = true,
        };
        using var process = Process.Start(start)!;
        var output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        Assert.Equal(0, process.ExitCode);
        return output;
    }
}

/// <summary>The part of a Forge that is asked, on the loopback address.</summary>
internal sealed class TinyForge : IDisposable
{
    private readonly HttpListener listener = new();
    private readonly Dictionary<string, byte[]> files = [];
    private readonly Dictionary<string, SortedDictionary<string, string>> releases = [];

    public TinyForge()
    {
        for (var port = 20000 + Environment.ProcessId % 20000; ; port++)
        {
            try
            {
                listener.Prefixes.Clear();
                listener.Prefixes.Add($"http://127.0.0.1:{port}/");
                listener.Start();
                Address = new Uri($"http://127.0.0.1:{port}/");
                break;
            }
            catch (HttpListenerException) when (port < 65000) { }
        }
        _ = Task.Run(ServeAsync);
    }

    public Uri Address { get; }

    public bool IsDown { get; set; }

    public void Add(
        string slug,
        string version,
        string? announced = null,
        string content = "echo run",
        string dependencies = "[]",
        string? extraName = null
    )
    {
        var archive = Archive(slug, version, content, dependencies, extraName);
        var path = $"/v3/files/{slug}-{version}.tar.gz";
        files[path] = archive;
        var digest = announced ?? Convert.ToHexStringLower(SHA256.HashData(archive));
        releases.TryAdd(slug, []);
        releases[slug][version] =
            $$"""{"version":"{{version}}","deleted_at":null,"file_uri":"{{path}}","file_sha256":"{{digest}}"}""";
    }

    public void Dispose() => listener.Close();

    private static byte[] Archive(
        string slug,
        string version,
        string content,
        string dependencies,
        string? extraName
    )
    {
        using var bytes = new MemoryStream();
        using (var packed = new GZipStream(bytes, CompressionLevel.Fastest, leaveOpen: true))
        using (var writer = new TarWriter(packed, TarEntryFormat.Pax))
        {
            Write(
                $"{slug}-{version}/metadata.json",
                $$"""{"name":"{{slug}}","version":"{{version}}","dependencies":{{dependencies}}}"""
            );
            Write($"{slug}-{version}/scripts/run", content);
            if (extraName is not null)
            {
                Write(extraName, "escaped");
            }

            void Write(string name, string text) =>
                writer.WriteEntry(
                    new PaxTarEntry(TarEntryType.RegularFile, name)
                    {
                        DataStream = new MemoryStream(Encoding.UTF8.GetBytes(text)),
                    }
                );
        }
        return bytes.ToArray();
    }

    private async Task ServeAsync()
    {
        while (listener.IsListening)
        {
            HttpListenerContext context;
            try
            {
                context = await listener.GetContextAsync();
            }
            catch (Exception failure) when (failure is HttpListenerException or ObjectDisposedException)
            {
                return;
            }
            var body = Answer(context.Request.Url!);
            context.Response.StatusCode =
                IsDown ? 503
                : body is null ? 404
                : 200;
            if (!IsDown && body is not null)
            {
                await context.Response.OutputStream.WriteAsync(body);
            }
            context.Response.Close();
        }
    }

    private byte[]? Answer(Uri url)
    {
        if (files.TryGetValue(url.AbsolutePath, out var file))
        {
            return file;
        }
        var slug = url.Query.TrimStart('?').Split('&')[0].Replace("module=", "", StringComparison.Ordinal);
        var found = releases.TryGetValue(slug, out var known) ? string.Join(',', known.Values) : "";
        return url.AbsolutePath == "/v3/releases"
            ? Encoding.UTF8.GetBytes($$$"""{"pagination":{"next":null},"results":[{{{found}}}]}""")
            : null;
    }
}
