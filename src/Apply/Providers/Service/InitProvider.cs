using System.Collections.Immutable;
using Bunraku.Model;

namespace Bunraku.Apply;

/// <summary>Services of a running machine without systemd: the scripts of <c>/etc/init.d</c>.</summary>
internal sealed class InitProvider() : InitScriptProvider("init");
