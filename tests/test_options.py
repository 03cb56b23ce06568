"""A setting is declared once, in `Options`, and is there wherever settings are taken."""

import inspect
import re
from dataclasses import fields

import pytest

from summarize import OptionError, Options, Summarizer, digest, summarize, summarize_many, timeline
from summarize.cli.batch import batch
from summarize.cli.evaluate import evaluate
from summarize.cli.summarize import front
from summarize.options import setting, with_settings

SETTINGS = {declared.name: declared for declared in fields(Options)}


@pytest.mark.parametrize("name", SETTINGS)
def test_a_setting_is_a_parameter_of_the_library_with_its_default(name):
    ways = [inspect.signature(way).parameters for way in (Options, summarize, Summarizer)]
    assert [way[name].default for way in ways] == [SETTINGS[name].default] * 3
    assert Summarizer().get_params()[name] == SETTINGS[name].default


@pytest.mark.parametrize("name", SETTINGS)
@pytest.mark.parametrize("command", [front, batch], ids=lambda command: command.name)
def test_a_setting_is_an_option_of_the_command_and_of_batch(command, name):
    shown, options = SETTINGS[name].metadata, {option.name: option for option in command.params}
    if command is batch and not shown["in_batch"]:
        assert name not in options
        return
    option = options[name]
    assert (option.default, option.help, option.heading) == (SETTINGS[name].default, shown["meaning"], shown["heading"])
    assert option.opts == [*filter(None, [shown["flag"]]), f"--{name.replace('_', '-')}"]
    assert shown["meaning"].endswith(".") or "[default: " in shown["meaning"]


@pytest.mark.parametrize("name", ["words", "diversity", "language"])
def test_evaluate_has_the_defaults_of_the_library(name):
    assert {option.name: option.default for option in evaluate.params}[name] == SETTINGS[name].default


def test_a_declaration_tells_the_default_and_what_the_command_shows():
    declared = setting(7, "How many.", metavar="N", flag="-n", choices=iter("ab"))
    assert (declared.default, declared.metadata["flag"], declared.metadata["choices"]) == (7, "-n", ("a", "b"))


def test_a_function_of_documents_and_options_takes_the_settings_one_by_one():
    @with_settings(Options)
    def budget(documents: str, options: Options) -> str:
        return f"{documents} {options.budget} {options.unit}"

    assert budget("The dam", sentences=3) == "The dam 3 sentences"
    assert [*inspect.signature(budget).parameters] == ["documents", *SETTINGS]
    with pytest.raises(TypeError, match="nonsense"):
        budget("The dam", nonsense=1)  # type: ignore[call-arg]


TEXTS = ["The dam broke on 3 March 2020."]


@pytest.mark.parametrize(
    ("way", "given", "settings", "message"),
    [
        (Options, [], {"word": 3}, "there is no setting 'word'; did you mean words?"),
        (Summarizer, [], {"querry": "dam"}, "there is no setting 'querry'; did you mean query?"),
        (summarize, [TEXTS], {"sentence": 3}, "there is no setting 'sentence'; did you mean sentences?"),
        (digest, [TEXTS], {"storys": 3}, "there is no setting 'storys'; did you mean stories?"),
        (timeline, [TEXTS], {"date": 3}, "there is no setting 'date'; did you mean dates?"),
        (summarize_many, [[TEXTS]], {"job": 2}, "there is no setting 'job'; did you mean jobs?"),
        (Options, [], {"zzz": 3}, f"there is no setting 'zzz'; the settings are {', '.join(SETTINGS)}"),
        (summarize, [TEXTS, 100], {}, "settings are given by name, such as words=, got 100"),
    ],
)
def test_a_mistyped_setting_is_named_with_the_nearest_one(way, given, settings, message):
    with pytest.raises(OptionError, match=f"^{re.escape(message)}$") as caught:
        way(*given, **settings)
    assert isinstance(caught.value, TypeError)  # as Python has it for an argument that it does not know
