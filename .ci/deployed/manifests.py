"""What no schema tells of the rendered manifests: that they fit together, the watcher's settings and the page that explains them.

usage: manifests.py check README SETTINGS STACK RENDERED...     problems, one a line, and status 1
       manifests.py environment RENDERED FOLDER [AS]            its environment, remotes nowhere, secrets and state in that folder,
                                                                which is seen as another
"""
import re
import sys
from pathlib import Path

import yaml

MOUNT = "/var/openfaas/secrets/"
NOWHERE = {"CVP_WATCHER_CLOUDVISION": "127.0.0.1:9", "CVP_WATCHER_GATEWAY": "http://127.0.0.1:9"}
OF_THE_CHART = {"basic-auth": {"basic-auth-user", "basic-auth-password"}}


class Site:
    """One rendered overlay or example."""

    def __init__(self, file):
        self.name = Path(file).stem
        self.all = [each for each in yaml.safe_load_all(Path(file).read_text()) if each]
        self.deployment = self.only("Deployment")
        self.pod = self.deployment["spec"]["template"]
        self.spec = self.pod["spec"]
        self.container = self.spec["containers"][0]

    def of(self, kind):
        return [each for each in self.all if each["kind"] == kind]

    def only(self, kind):
        return self.of(kind)[0]

    def names(self, kind):
        return {each["metadata"]["name"] for each in self.of(kind)}

    def volumes(self):
        return {each["name"]: each for each in self.spec["volumes"]}

    def secrets(self):
        return {each["secret"]["name"] for each in self.volumes()["secrets"]["projected"]["sources"]}

    def settings(self):
        return self.only("ConfigMap")["data"]

    def files(self):
        """The secret files that the settings name."""
        return {value[len(MOUNT):] for value in self.settings().values() if value.startswith(MOUNT)}


def fits_together(site):
    reference = site.container["envFrom"][0]["configMapRef"]["name"]
    yield reference in site.names("ConfigMap"), f"there is no ConfigMap {reference}"
    claims = {each["persistentVolumeClaim"]["claimName"] for each in site.volumes().values() if "persistentVolumeClaim" in each}
    yield claims == site.names("PersistentVolumeClaim"), f"claims {claims} are not those there are"
    mounts = {each["name"] for each in site.container["volumeMounts"]}
    yield mounts == set(site.volumes()), f"mounts {mounts} are not the volumes"
    yield {each["metadata"]["namespace"] for each in site.all} == {"openfaas"}, "not all is in the namespace openfaas"
    for kind, path in (("Deployment", "selector.matchLabels"), ("Service", "selector"),
                       ("PodDisruptionBudget", "selector.matchLabels"), ("NetworkPolicy", "podSelector.matchLabels")):
        wanted = site.only(kind)["spec"]
        for step in path.split("."):
            wanted = wanted[step]
        yield wanted.items() <= site.pod["metadata"]["labels"].items(), f"{kind} selects {wanted}, which the pod is not"
    port = site.container["ports"][0]
    yield site.settings().get("CVP_WATCHER_LISTEN") is None and port["containerPort"] == 8085, "the port is not --listen's"
    yield site.pod["metadata"]["annotations"]["prometheus.io/port"] == "8085", "Prometheus is told of another port"
    probes = {each: site.container[each]["httpGet"]["path"] for each in ("startupProbe", "livenessProbe", "readinessProbe")}
    yield list(probes.values()) == ["/healthz", "/healthz", "/readyz"], f"probes ask {probes}"


def may_nothing(site):
    """The Pod Security Standard "restricted", read-only, and nobody to Kubernetes."""
    account = site.only("ServiceAccount")
    yield site.spec["serviceAccountName"] == account["metadata"]["name"], "the service account is another"
    yield not account["automountServiceAccountToken"] and not site.spec["automountServiceAccountToken"], "a token is mounted"
    kinds = {each["kind"] for each in site.all}
    yield not any("Role" in kind for kind in kinds), f"rights are given: {kinds}"
    yield site.spec["enableServiceLinks"] is False, "services are told among the settings"
    context, own = site.spec["securityContext"], site.container["securityContext"]
    yield context["runAsNonRoot"] and context["runAsUser"] > 0, "it may be root"
    yield context["seccompProfile"]["type"] == "RuntimeDefault", "no seccomp profile"
    yield own["readOnlyRootFilesystem"] and not own["allowPrivilegeEscalation"], "it may write, or get rights"
    yield own["capabilities"] == {"drop": ["ALL"]}, "it keeps capabilities"
    yield {"memory", "cpu"} == set(site.container["resources"]["requests"]), "nothing is requested"
    yield "memory" in site.container["resources"]["limits"], "memory is not limited"
    amounts = [each for kind in site.container["resources"].values() for each in kind.values()]
    yield all(re.fullmatch(r"\d+(m|[KMGT]i)?", each) for each in amounts), f"amounts {amounts}"
    policy = site.only("NetworkPolicy")["spec"]
    yield set(policy["policyTypes"]) == {"Ingress", "Egress"}, "the network policy leaves a way open"


def state_and_replicas_agree(site):
    replicas = site.deployment["spec"]["replicas"]
    one = site.settings().get("CVP_WATCHER_STATE", "").startswith("jdbc:sqlite:")
    strategy = site.deployment["spec"]["strategy"]["type"]
    yield replicas == (1 if one else 3), f"{replicas} replicas"
    yield strategy == ("Recreate" if one else "RollingUpdate"), f"strategy {strategy}"


def settings_and_secrets(site, known, commands):
    names = set(site.settings())
    yield names <= known, f"no such settings: {names - known}"
    yield site.secrets() <= set(commands) | set(OF_THE_CHART), f"no command makes one of {site.secrets()}"
    if "CVP_WATCHER_CLOUDVISION" in names:
        yield site.files() in commands["cvp-watcher"], f"no command of the page makes exactly {sorted(site.files())}"


def variables(readme):
    flags = re.findall(r"(?m)^\| `--([a-z-]+)`", Path(readme).read_text())
    return {"CVP_WATCHER_" + flag.upper().replace("-", "_") for flag in flags}


def secret_commands(page):
    """For each secret the sets of keys that commands of the page make it of."""
    commands = {}
    for name, keys in re.findall(r"create secret generic (\S+)((?: --from-file=[\w.-]+)+)", page):
        commands.setdefault(name, []).append(set(re.findall(r"--from-file=([\w.-]+)", keys)))
    return commands


def functions_secrets(page, stack):
    listed = {each for line in re.findall(r"secrets: \$\{\w+:-\[(.*)]}", stack) for each in re.split(r",\s*", line) if each}
    made = set(re.findall(r"faas-cli secret create ([\w.-]+) --from-file=", page))
    yield listed and listed <= made, f"stack.yml lists secrets that no command makes: {listed - made}"


def check(page, settings, stack, *rendered):
    text, known = Path(page).read_text(), variables(settings)
    commands = secret_commands(text)
    problems = [f"stack.yml: {what}" for good, what in functions_secrets(text, Path(stack).read_text()) if not good]
    for site in map(Site, rendered):
        rules = [fits_together(site), may_nothing(site), settings_and_secrets(site, known, commands)]
        if "CVP_WATCHER_STATE" in site.settings():
            rules.append(state_and_replicas_agree(site))
        problems += [f"{site.name}: {what}" for rule in rules for good, what in rule if not good]
    for each in problems:
        print(each)
    return 1 if problems else 0


def environment(rendered, folder, seen=None):
    site = Site(rendered)
    for name in site.files() | OF_THE_CHART["basic-auth"]:
        if not name.endswith(".pem"):
            Path(folder, name).write_text("secret")
    for name, value in {**site.settings(), **NOWHERE}.items():
        local = value.replace("//db.example/", "//127.0.0.1:9/")
        for mount in (MOUNT, "/state/"):
            local = local.replace(mount, (seen or folder) + "/")
        print(f"{name}={local}")
    return 0


if __name__ == "__main__":
    sys.exit({"check": check, "environment": environment}[sys.argv[1]](*sys.argv[2:]))
