using Bunraku.Tests;

namespace Bunraku.EndToEnd.Tests;

/// <summary>An ordinary user builds and runs images as root does.</summary>
[Collection(Stories.Name)]
public sealed class RootlessTests(Website website)
{
    [RootFact]
    public void An_ordinary_user_builds_and_runs_an_image()
    {
        using var home = new Home();
        using var account = new Account(home.Folder);
        website.Home.Run("push", Website.WebServer, $"oci:{home["base"]}:latest");
        var site = home.Site(
            "rootless/image",
            """
            user { 'prompter': uid => 2100 }
            -> file { '/srv/script': owner => 'prompter', content => "To be\n" }
            -> exec { '/bin/sh -c "chown www-data /srv/www && echo or not >>/srv/script"': }
            """,
            $"oci:{home["base"]}:latest"
        );
        var tool = Path.Combine(home.CopyOfTool(), "bunraku");
        account.Own(home.Folder);
        account.Run(home.Variables, tool, "build", site);
        Assert.Equal(
            "prompter www-data\nTo be\nor not\n",
            account.Run(
                home.Variables,
                tool,
                "shell",
                "rootless/image",
                "--",
                "sh",
                "-c",
                "echo $(stat -c %U /srv/script /srv/www); cat /srv/script"
            )
        );
    }

    /// <summary>An account of this machine, with subordinate ids, as long as the test lasts.</summary>
    private sealed class Account : IDisposable
    {
        private const string Name = "bunraku-story";

        public Account(string home) =>
            RealProgram.Run("useradd", "--home-dir", home, "--no-create-home", "--shell", "/bin/sh", Name);

        public void Own(string folder) => RealProgram.Run("chown", "--recursive", $"{Name}:{Name}", folder);

        public string Run(
            IReadOnlyDictionary<string, string> variables,
            params IEnumerable<string> command
        ) =>
            RealProgram
                .Try(
                    "setpriv",
                    [
                        $"--reuid={Name}",
                        $"--regid={Name}",
                        "--init-groups",
                        "--reset-env",
                        "env",
                        .. variables.Select(variable => $"{variable.Key}={variable.Value}"),
                        .. command,
                    ]
                )
                .Succeeded;

        public void Dispose() => RealProgram.Run("userdel", Name);
    }
}
