// Names of the types, kinds and roles of the commons' closed lists, in French and in English.

import type { Language } from "./address";

type Names = Record<string, readonly [french: string, english: string]>;

const TYPES: Names = {
  Actor: ["Acteur", "Actor"],
  Network: ["Réseau", "Network"],
  Project: ["Projet", "Project"],
  Resource: ["Ressource", "Resource"],
  Workshop: ["Atelier", "Workshop"],
};

const MANY: Names = {
  Actor: ["Acteurs", "Actors"],
  Network: ["Réseaux", "Networks"],
  Project: ["Projets", "Projects"],
  Resource: ["Ressources", "Resources"],
  Workshop: ["Ateliers", "Workshops"],
};

const KINDS: Names = {
  LOCAL_AUTHORITY: ["Collectivité", "Local authority"],
  ELECTED_OFFICIAL: ["Élu ou élue", "Elected official"],
  PUBLIC_OFFICER: ["Agent public", "Public officer"],
  ASSOCIATION: ["Association", "Association"],
  CITIZEN_GROUP: ["Collectif citoyen", "Citizen group"],
  CITIZEN: ["Citoyen ou citoyenne", "Citizen"],
  STATE_SERVICE: ["Service de l’État", "State service"],
  RESEARCH: ["Recherche", "Research"],
  COMPANY: ["Entreprise", "Company"],
  GUARANTOR: ["Garant", "Guarantor"],
  PARTNER: ["Partenaire", "Partner"],
  OBSERVER: ["Observateur", "Observer"],
  IDEA: ["Idée", "Idea"],
  STUDY: ["Étude", "Study"],
  OPERATION: ["Opération", "Operation"],
  EXPERIENCE_REPORT: ["Retour d’expérience", "Experience report"],
  GUIDE: ["Guide", "Guide"],
  METHOD: ["Méthode", "Method"],
  TOOL: ["Outil", "Tool"],
  TEMPLATE: ["Modèle", "Template"],
  TRAINING: ["Formation", "Training"],
  CHARTER: ["Charte", "Charter"],
  AID: ["Aide", "Aid"],
  ON_SITE: ["Sur place", "On site"],
  ONLINE: ["En ligne", "Online"],
  HYBRID: ["Sur place et en ligne", "Hybrid"],
  REGION: ["Région", "Region"],
  DEPARTMENT: ["Département", "Department"],
  EPCI: ["Intercommunalité", "Intermunicipality"],
  COMMUNE: ["Commune", "Commune"],
};

const TIES: Names = {
  MEMBERSHIP: ["Adhésion", "Membership"],
  PARTICIPATION: ["Participation", "Participation"],
  HOLDING: ["Portage", "Holding"],
  AUTHORSHIP: ["Écriture", "Authorship"],
  HOSTING: ["Animation", "Hosting"],
  ATTENDANCE: ["Présence", "Attendance"],
  REUSE: ["Réemploi", "Reuse"],
  INSPIRATION: ["Inspiration", "Inspiration"],
  DERIVATION: ["Adaptation", "Derivation"],
  ORIGIN: ["Issue du projet", "Origin"],
  EVENT: ["Atelier du projet", "Workshop of the project"],
};

const ROLES: Names = {
  CHAIR: ["préside", "chair"],
  ELECTED: ["élu ou élue", "elected"],
  MEMBER: ["membre", "member"],
  REPRESENTATIVE: ["représente", "representative"],
  STAFF: ["équipe", "staff"],
  VOLUNTEER: ["bénévole", "volunteer"],
  PARTNER: ["partenaire", "partner"],
  FUNDER: ["finance", "funder"],
  FACILITATOR: ["anime", "facilitator"],
  EXPERT: ["expertise", "expert"],
  PARTICIPANT: ["participe", "participant"],
  EVALUATOR: ["évalue", "evaluator"],
  OBSERVER: ["observe", "observer"],
  AUTHOR: ["a écrit", "author"],
  CONTRIBUTOR: ["a contribué", "contributor"],
  EDITOR: ["a publié", "editor"],
  ORGANISER: ["organise", "organiser"],
  SPEAKER: ["intervient", "speaker"],
  VENUE: ["accueille", "venue"],
};

const reader = (names: Names) => (code: string, language: Language) => {
  const found = names[code];
  return found ? found[language === "fr" ? 0 : 1] : code.charAt(0) + code.slice(1).toLowerCase().replace(/_/g, " ");
};

export const typeName = reader(TYPES);
export const typeNames = reader(MANY);
export const kindName = reader(KINDS);
export const tieName = reader(TIES);
export const roleName = reader(ROLES);
